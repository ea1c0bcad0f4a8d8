BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_SWARM -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
}

Describe 'The cmdlets of swarms, nodes, secrets and configs' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        . (Join-Path $PSScriptRoot 'Swarm.ps1')
        $dockerHost = $env:DOCKER_HOST
        $dockerConfig = $env:DOCKER_CONFIG
        $env:DOCKER_HOST = $null
        $env:DOCKER_CONFIG = Join-Path ([IO.Path]::GetTempPath()) "dpsswarm-$PID"
        for ($i = 0; $i -lt 3; $i++) { docker context create "node-$($i + 1)" --docker "host=$($swarmEngines[$i])" 2>&1 | Out-Null }
        Use-DockerContext node-1
        Clear-TestSwarm

        # What a person would see, or find in a transcript.
        function Get-Said {
            param([scriptblock] $Script)
            $all = & $Script *>&1
            ($all | Out-String -Width 500) + (($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | Format-List * -Force | Out-String -Width 500))
        }
    }

    AfterAll {
        # The suites share a session, whose default would be this swarm's manager.
        Disconnect-Docker
        Clear-TestSwarm
        Remove-Item -Recurse -Force $env:DOCKER_CONFIG -ErrorAction SilentlyContinue
        $env:DOCKER_HOST = $dockerHost
        $env:DOCKER_CONFIG = $dockerConfig
    }

    Context 'Before there is a swarm' {
        It 'says so, and what to do' {
            { Get-DockerNode -ErrorAction Stop } | Should -Throw -ErrorId 'NotInSwarm*'
            try { Get-DockerSwarm -ErrorAction Stop } catch { $_.ErrorDetails.RecommendedAction | Should -Match 'Initialize-DockerSwarm' }
            Get-DockerObject zznope -ErrorAction SilentlyContinue -ErrorVariable e
            $e[0].FullyQualifiedErrorId | Should -BeLike 'ObjectNotFound*'
        }

        It 'takes contexts, connections and names of either from the pipeline' {
            (Get-DockerContext node-* | Get-DockerInfo).Name | Sort-Object | Should -Be 'node1', 'node2', 'node3'
            ('node-1', $swarmEngines[1] | Get-DockerVersion).Count | Should -Be 2
            Connect-Docker -HostAddress $swarmEngines[2] -Name third -NoDefault | Get-DockerInfo | ForEach-Object Name | Should -Be 'node3'
            Get-DockerContext node-1 | ConvertTo-Json | ConvertFrom-Json | Get-DockerInfo | ForEach-Object Name | Should -Be 'node1'
            Get-DockerContext node-* | Test-DockerConnection | Should -Be $true, $true, $true
            (Get-DockerContext node-* | Clear-DockerNetwork -Force).Engine | Sort-Object | Should -Be 'node-1', 'node-2', 'node-3'
            'node-1', 'zznowhere' | Get-DockerInfo -ErrorAction SilentlyContinue -ErrorVariable e | ForEach-Object Name | Should -Be 'node1'
            $e.Count | Should -Be 1
            'zznowhere' | Test-DockerConnection | Should -BeFalse
        }

        It 'refuses other things in the pipeline' {
            { Get-Item / | Exit-DockerSwarm -Force -ErrorAction Stop } | Should -Throw
            { Get-Process -Id $PID | Clear-Container -Force -ErrorAction Stop } | Should -Throw
        }
    }

    Context 'A swarm' {
        It 'is made as -WhatIf says, and without tokens in what is returned' {
            Get-Said { Initialize-DockerSwarm -AdvertiseAddress $swarmAddresses[0] -WhatIf } | Out-Null
            { Get-DockerSwarm -ErrorAction Stop } | Should -Throw
            $made = Initialize-DockerSwarm -AdvertiseAddress $swarmAddresses[0]
            $made.Id | Should -Be (docker --context node-1 info --format '{{.Swarm.Cluster.ID}}')
            ($made | ConvertTo-Json -Depth 5) + ($made | Format-List * | Out-String) | Should -Not -Match 'SWMTKN'
            { Initialize-DockerSwarm -ErrorAction Stop } | Should -Throw -ErrorId 'AlreadyInSwarm*'
        }

        It 'takes engines in from the pipeline, and shows no token' {
            $said = Get-Said { Get-DockerContext node-2, node-3 | Join-DockerSwarm -Manager node-1 -Verbose -Debug }
            $said | Should -Match 'POST /v[\d.]+/swarm/join'
            $said | Should -Not -Match 'SWMTKN'
            @(docker --context node-1 node ls -q).Count | Should -Be 3
        }

        It 'lists nodes as docker does, the asked one marked' {
            $nodes = Get-DockerNode
            $nodes.Count | Should -Be 3
            $nodes.Id | Sort-Object | Should -Be (docker --context node-1 node ls -q | Sort-Object)
            $nodes | Where-Object Self | ForEach-Object Name | Should -Be 'node1'
            $nodes | Where-Object Leader | ForEach-Object ManagerStatus | Should -Be 'Leader'
            ($nodes | Out-String -Width 160) | Should -Match '(?m)^\* +node1 .*active +Leader'
            (Get-DockerNode self).Name | Should -Be 'node1'
            (Get-DockerNode node[23] -Role Worker).Name | Sort-Object | Should -Be 'node2', 'node3'
        }

        It 'names the managers on a worker' {
            $e = { Get-DockerNode -Context node-2 } | Should -Throw -ErrorId 'NotSwarmManager*' -PassThru
            "$e" | Should -BeLike "*$($swarmAddresses[0]):2377*"
            # Of several engines it is one error, and the others answer.
            (Get-DockerNode -Context node-* -ErrorAction SilentlyContinue -ErrorVariable several).Count | Should -Be 3
            $several.Count | Should -Be 2
        }

        It 'changes nodes by object, name and id' {
            Get-DockerNode node2 | Update-DockerNode -Availability Drain -AddLabel @{ zone = 'a' }
            docker --context node-1 node inspect node2 --format '{{.Spec.Availability}} {{.Spec.Labels.zone}}' | Should -Be 'drain a'
            Get-DockerNode node2 | ConvertTo-Csv | ConvertFrom-Csv | Update-DockerNode -Availability Active -RemoveLabel zone
            docker --context node-1 node inspect node2 --format '{{.Spec.Availability}} {{len .Spec.Labels}}' | Should -Be 'active 0'
            (Update-DockerNode node3 -Role Manager -PassThru).Role | Should -Be 'manager'
            Update-DockerNode node3 -WhatIf -Role Worker
            (Get-DockerNode node3).Role | Should -Be 'manager'
        }

        It 'asks before an engine leaves' {
            $impact = (Get-Command Exit-DockerSwarm).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false).ConfirmImpact
            $impact | Should -Be 'High'
            Exit-DockerSwarm -Context node-2 -WhatIf
            docker --context node-2 info --format '{{.Swarm.LocalNodeState}}' | Should -Be 'active'
        }

        It 'gives tokens and keys to who asks' {
            (Get-DockerSwarmJoinToken Worker).Token | Should -Be (docker --context node-1 swarm join-token -q worker)
            Reset-DockerSwarmJoinToken Worker | Should -BeNullOrEmpty
            Update-DockerSwarm -AutoLock -WarningVariable w -WarningAction SilentlyContinue
            $w | Should -BeLike '*Get-DockerSwarmUnlockKey*'
            (Get-DockerSwarm | Get-DockerSwarmUnlockKey).Key | Should -Be (docker --context node-1 swarm unlock-key -q)
            Update-DockerSwarm -AutoLock:$false
            (Get-DockerSwarm).AutoLock | Should -BeFalse
        }

        It 'completes names and words' {
            (TabExpansion2 'Get-DockerNode no' -cursorColumn 17).CompletionMatches.CompletionText | Should -Contain 'node2'
            (TabExpansion2 'Update-DockerNode x -Availability ' -cursorColumn 34).CompletionMatches.CompletionText | Should -Be 'Active', 'Pause', 'Drain'
            (TabExpansion2 'Join-DockerSwarm -Role ' -cursorColumn 23).CompletionMatches.CompletionText | Should -Be 'Manager', 'Worker'
            (TabExpansion2 'Join-DockerSwarm -Manager node-' -cursorColumn 31).CompletionMatches.CompletionText | Should -Contain 'node-1'
        }
    }

    Context 'Secrets and configs' {
        It 'takes what is in them from everywhere, byte for byte' {
            $file = Join-Path $TestDrive 'some [file].bin'
            [IO.File]::WriteAllBytes($file, [byte[]](0, 255, 13, 10))
            New-DockerConfig zzpath -LiteralPath $file | Out-Null
            New-DockerConfig zzposition $file | Out-Null
            Get-Item -LiteralPath $file | New-DockerConfig zzitem | Out-Null
            Get-Content -LiteralPath $file -AsByteStream | New-DockerConfig zzbytes | Out-Null
            foreach ($name in 'zzpath', 'zzposition', 'zzitem', 'zzbytes') {
                (Get-DockerConfig $name -Detailed).Data | Should -Be 0, 255, 13, 10
            }
            'a', 'b' | New-DockerConfig zzlines | Out-Null
            (Get-DockerConfig zzlines -Detailed).Text | Should -Be "a`nb"
            [Net.NetworkCredential]::new('', 'x').SecurePassword | New-DockerConfig zzsecure | Out-Null
            docker --context node-1 config inspect zzsecure --format '{{json .Spec.Data}}' | Should -Be '"eA=="'
        }

        It 'never shows a secret' {
            $secret = 'battery-staple-7'
            $base64 = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($secret))
            $said = Get-Said { New-DockerSecret zzkey -Value ([Net.NetworkCredential]::new('', $secret).SecurePassword) -Verbose -Debug }
            $said += Get-Said { $secret | New-DockerSecret zzkey -Verbose -Debug -ErrorAction Continue }
            $said += Get-Said { try { New-DockerSecret zzkey -Value ([Text.Encoding]::UTF8.GetBytes($secret)) -Driver nope } catch { $_ } }
            $said += Get-Said { Get-DockerSecret zzkey | Format-List * -Force }
            $said | Should -Match 'already exists'
            $said | Should -Not -Match $secret
            $said | Should -Not -Match ([regex]::Escape($base64))
        }

        It 'labels, finds and removes them, as docker sees it too' {
            New-DockerSecret zzone -Value x -Label stage=test | Out-Null
            Get-DockerSecret zz* -Label stage=test | Update-DockerSecret -AddLabel app=shop -RemoveLabel stage
            docker --context node-1 secret inspect zzone --format '{{json .Spec.Labels}}' | Should -Be '{"app":"shop"}'
            (Get-DockerSecret -Label app).Name | Should -Be 'zzone'
            (Get-DockerObject zzone).GetType().Name | Should -Be 'DockerSecret'
            docker --context node-1 config create zzcli /etc/hostname | Out-Null
            (Get-DockerConfig zzcli).Size | Should -BeGreaterThan 0
            Get-DockerConfig zz* | Remove-DockerConfig
            Remove-DockerSecret zz*
            docker --context node-1 secret ls -q | Should -BeNullOrEmpty
            docker --context node-1 config ls -q | Should -BeNullOrEmpty
        }

        It 'says what is wrong' {
            { New-DockerSecret zzlarge -Value ('a' * 512000) } | Should -Throw -ErrorId 'TooLarge*'
            { New-DockerSecret zznone } | Should -Throw -ErrorId 'NoContent*'
            { @() | New-DockerSecret zznone } | Should -Throw -ErrorId 'NoContent*'
            { New-DockerConfig zzmix -Value 'a', ([byte]1) } | Should -Throw
            { New-DockerConfig zzpath nowhere/at/all } | Should -Throw -ErrorId 'PathNotFound*'
            Remove-DockerSecret zznope -ErrorAction SilentlyContinue -ErrorVariable e
            $e[0].FullyQualifiedErrorId | Should -BeLike 'SecretNotFound*'
        }
    }

    Context 'The end of a swarm' {
        It 'lets all go from the pipeline' {
            Get-DockerContext node-3, node-2, node-1 | Exit-DockerSwarm -Force
            (Get-DockerContext node-* | Get-DockerInfo).SwarmState | Should -Be 'inactive', 'inactive', 'inactive'
        }
    }
}
