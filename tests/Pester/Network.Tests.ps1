BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
    $second = $env:DOCKERPS_TEST_ENGINE2
}

Describe 'The network cmdlets on a real engine' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $dockerHost = $env:DOCKER_HOST
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $run = "dpsnt$PID"
        $label = $env:DOCKERPS_TEST_LABEL ? $env:DOCKERPS_TEST_LABEL : "dockerps.test=$run"
        # Blocks of addresses that no other run of this machine has at the same time.
        $octet = 16 + $PID % 200
        $podman = [bool]$env:DOCKERPS_TEST_PODMAN

        function Add-Sleeper {
            param([string] $Name, [string[]] $Option = @(), [string] $Engine = $env:DOCKERPS_TEST_ENGINE)
            docker -H $Engine run -d --name "$run-$Name" --label $label @Option --stop-timeout 0 $env:DOCKERPS_TEST_IMAGE sleep 1000000
        }

        function Clear-Run {
            foreach ($engine in $env:DOCKERPS_TEST_ENGINE, $env:DOCKERPS_TEST_ENGINE2 | Where-Object { $_ }) {
                $containers = @(docker -H $engine ps -aq --filter "name=$run-")
                if ($containers) { docker -H $engine rm -fv @containers | Out-Null }
                $networks = @(docker -H $engine network ls -q --filter "name=$run-")
                if ($networks) { docker -H $engine network rm @networks | Out-Null }
            }
        }
    }

    AfterEach { Clear-Run }

    AfterAll { $env:DOCKER_HOST = $dockerHost }

    Context 'New-DockerNetwork and Get-DockerNetwork' {
        It 'makes a network as docker does, and returns it' {
            $made = New-DockerNetwork "$run-a" -Internal -Label $label, @{ tier = 'db' } -Subnet "10.$octet.0.0/16" -Gateway "10.$octet.0.9" `
                -IPRange "10.$octet.4.0/24" -AuxiliaryAddress @{ printer = "10.$octet.4.7" } -Option @{ 'com.docker.network.driver.mtu' = 1400 }
            $made | Should -BeOfType DockerPS.DockerNetworkDetail
            $inspected = docker network inspect "$run-a" | ConvertFrom-Json
            $made.Id | Should -Be $inspected.Id
            $inspected.Internal | Should -BeTrue
            $inspected.Labels.tier | Should -Be 'db'
            $inspected.IPAM.Config.Subnet | Should -Be "10.$octet.0.0/16"
            $inspected.IPAM.Config.Gateway | Should -Be "10.$octet.0.9"
            if (-not $podman) {
                $inspected.IPAM.Config.AuxiliaryAddresses.printer | Should -Be "10.$octet.4.7"
                $inspected.IPAM.Config.IPRange | Should -Be "10.$octet.4.0/24"
                $made.Ipam[0].ToString() | Should -Be "10.$octet.0.0/16, gateway 10.$octet.0.9, range 10.$octet.4.0/24, reserved printer=10.$octet.4.7"
            }
            $made.Subnets | Should -Be "10.$octet.0.0/16"
            $made.Created | Should -BeOfType datetime
            ((Get-Date) - $made.Created).TotalMinutes | Should -BeLessThan 60
        }

        It 'takes two subnets, and the addresses of another network' {
            if ($podman) { Set-ItResult -Skipped -Because 'IPv6 in podman needs netavark with ip6tables'; return }
            $dual = New-DockerNetwork "$run-dual" -IPv6 -Label $label -Gateway "fd00:$octet`::1", "10.$octet.0.1" -Subnet "10.$octet.0.0/16", "fd00:$octet`::/64"
            $dual.Subnets | Should -Be "10.$octet.0.0/16", "fd00:$octet`::/64"
            $dual.Ipam.Gateway | Should -Be "10.$octet.0.1", "fd00:$octet`::1"
            $dual.EnableIPv6 | Should -BeTrue
            $dual | Remove-DockerNetwork
            (New-DockerNetwork "$run-copy" -IPv6 -Label $label -Subnet $dual.Ipam).Subnets | Should -Be $dual.Subnets
        }

        It 'makes several side by side and finds them by name, wildcard, id and filter' {
            New-DockerNetwork "$run-a", "$run-b" -Label $label, "n=$run" | Should -HaveCount 2
            (Get-DockerNetwork "$run-?").Name | Sort-Object | Should -Be "$run-a", "$run-b"
            $a = Get-DockerNetwork "$run-a"
            $a | Should -BeOfType DockerPS.DockerNetworkSummary
            (Get-DockerNetwork $a.Id).Name | Should -Be $a.Name
            (Get-DockerNetwork $a.Id.Substring(0, 20)).Name | Should -Be $a.Name
            (Get-DockerNetwork -Label "n=$run" -Driver bridge).Count | Should -Be 2
            (Get-DockerNetwork -Label @{ n = $run } -Filter @{ name = "$run-b" }).Name | Should -Be "$run-b"
            ("$run-a", "$run-b" | Get-DockerNetwork).Count | Should -Be 2
            (Get-DockerNetwork).Name | Should -Contain "$run-a"
            # podman has no such filter.
            if ($podman) { return }
            (Get-DockerNetwork -Type Builtin).Name | Should -Not -Contain "$run-a"
        }

        It 'refuses a name that is in use, and goes on with the others' {
            New-DockerNetwork "$run-a" -Label $label | Out-Null
            $made = New-DockerNetwork "$run-a", "$run-b" -Label $label -ErrorAction SilentlyContinue -ErrorVariable e
            $made.Name | Should -Be "$run-b"
            $e.Count | Should -Be 1
            $e[0].FullyQualifiedErrorId | Should -BeLike 'NameInUse,*'
        }

        It 'says what is wrong with addresses in docker''s words' {
            { New-DockerNetwork "$run-a" -Subnet 10.1.0.0/16 -Gateway 10.2.0.1 } | Should -Throw '*no matching subnet for gateway 10.2.0.1*'
            { New-DockerNetwork "$run-a" -Subnet 10.1.0.0/16, 10.1.2.0/24 } | Should -Throw '*multiple overlapping subnet configuration is not supported*'
            Get-DockerNetwork "$run-*" | Should -BeNullOrEmpty
        }

        It 'makes nothing with -WhatIf' {
            New-DockerNetwork "$run-a" -WhatIf | Should -BeNullOrEmpty
            Get-DockerNetwork "$run-*" | Should -BeNullOrEmpty
        }

        It 'is shown with its addresses and without its connection' {
            New-DockerNetwork "$run-a" -Label $label -Subnet "10.$octet.0.0/16" | Out-Null
            $PSStyle.OutputRendering = 'PlainText'
            $table = Get-DockerNetwork "$run-a" | Out-String -Width 200
            $table | Should -Match "Name\s+Id\s+Driver\s+Scope\s+Subnets"
            $table | Should -Match ([regex]::Escape("10.$octet.0.0/16"))
            $list = Get-DockerNetwork "$run-a" | Format-List | Out-String -Width 200
            $list | Should -Match 'Ipam\s+: 10\.'
            $list | Should -Not -Match 'Connection'
            (Get-DockerNetwork "$run-a" | ConvertTo-Json -Depth 2 -WarningVariable w | ConvertFrom-Json).Ipam[0].Subnet | Should -Be "10.$octet.0.0/16"
            $w | Should -BeNullOrEmpty
        }
    }

    Context 'Connect-DockerNetwork and Disconnect-DockerNetwork' {
        It 'gives names and a fixed address that others in the network find' {
            $network = New-DockerNetwork "$run-a" -Label $label -Subnet "10.$octet.0.0/16"
            $client = Add-Sleeper client '--network', "$run-a"
            $server = Add-Sleeper server
            $connected = Connect-DockerNetwork "$run-a" "$run-server" -Alias database, sql -IPAddress "10.$octet.7.8" -PassThru
            $connected | Should -BeOfType DockerPS.ContainerDetail
            $connected.Networks["$run-a"].IPAddress | Should -Be "10.$octet.7.8"
            Invoke-ContainerCommand "$run-client" -- nslookup sql 2>$null | Out-String | Should -Match ([regex]::Escape("10.$octet.7.8"))
            if (-not $podman) {
                Invoke-ContainerCommand "$run-client" -- ping -c 1 -W 5 database | Out-String | Should -Match '1 packets received'
            }

            $detail = Get-DockerNetwork "$run-a" -Detailed
            $detail.Containers.ContainerId | Sort-Object | Should -Be ($client, $server | Sort-Object)
            ($detail.Containers | Where-Object Name -EQ "$run-server").IPv4Address | Should -Be "10.$octet.7.8"

            Disconnect-DockerNetwork $network "$run-server"
            (Get-DockerNetwork "$run-a" -Detailed).Containers.Name | Should -Be "$run-client"
        }

        It 'keeps what is internal inside' {
            $outside = "$env:DOCKERPS_TEST_REGISTRY".Split(':')[0]
            if (-not $outside) { Set-ItResult -Skipped -Because 'no address outside of the engine is known'; return }
            New-DockerNetwork "$run-in" -Internal -Label $label | Out-Null
            Add-Sleeper inside '--network', "$run-in" | Out-Null
            Add-Sleeper both | Out-Null
            Connect-DockerNetwork "$run-in" "$run-both"
            Invoke-ContainerCommand "$run-both" -- ping -c 1 -W 5 $outside | Out-String | Should -Match '1 packets received'
            Invoke-ContainerCommand "$run-inside" -- ping -c 1 -W 1 $outside | Out-String | Should -Match ' 0 packets received'
            Invoke-ContainerCommand "$run-inside" -- ping -c 1 -W 5 "$run-both" | Out-String | Should -Match '1 packets received'
        }

        It 'takes containers, networks and names by pipeline and position' {
            New-DockerNetwork "$run-n" -Label $label | Out-Null
            'a', 'b', 'c', 'd', 'e' | ForEach-Object { Add-Sleeper $_ } | Out-Null
            $network = Get-DockerNetwork "$run-n"
            Get-Container "$run-a" | Connect-DockerNetwork "$run-n"
            $network | Connect-DockerNetwork -Container "$run-b"
            "$run-c" | Connect-DockerNetwork $network
            Connect-DockerNetwork $network (Get-Container "$run-d")
            Get-Container "$run-e" | Select-Object Id, Connection | ConvertTo-Csv | ConvertFrom-Csv | Connect-DockerNetwork "$run-n" -HostAddress $env:DOCKERPS_TEST_ENGINE
            ($network | Get-Container).Name | Sort-Object | Should -Be "$run-a", "$run-b", "$run-c", "$run-d", "$run-e"
            (Get-Container "$run-a" | Get-DockerNetwork).Name | Should -Contain "$run-n"
            (Get-DockerNetwork -Container "$run-a" -Connection $env:DOCKERPS_TEST_ENGINE).Name | Should -Contain "$run-n"
            (Get-DockerNetwork -Container "$run-[ab]").Name | Where-Object { $_ -eq "$run-n" } | Should -HaveCount 1
            ($network | Get-Container -State exited) | Should -BeNullOrEmpty

            Disconnect-DockerNetwork "$run-n" "$run-[ab]"
            ($network | Get-Container).Name | Sort-Object | Should -Be "$run-c", "$run-d", "$run-e"
            Disconnect-DockerNetwork "$run-n" *
            $network | Get-Container | Should -BeNullOrEmpty
            Remove-DockerNetwork $network
        }

        It 'works on many at once, on two engines, each in the network of its own' -Skip:(-not $second) {
            $engines = $env:DOCKERPS_TEST_ENGINE, $env:DOCKERPS_TEST_ENGINE2
            New-DockerNetwork "$run-n" -Label $label -HostAddress $engines | Should -HaveCount 2
            $names = 1..6 | ForEach-Object { "$run-m$_" }
            $containers = New-Container -Name $names -Label $label -HostAddress $engines $env:DOCKERPS_TEST_IMAGE sleep 1000
            $containers | Should -HaveCount 12
            $connected = $containers | Connect-DockerNetwork "$run-n" -PassThru -ThrottleLimit 4
            $connected | Should -HaveCount 12
            Get-DockerNetwork "$run-n" -HostAddress $engines | Get-Container | Group-Object Engine | ForEach-Object Count | Should -Be 6, 6

            docker -H $env:DOCKERPS_TEST_ENGINE2 rm -f "$run-m3" | Out-Null
            $containers | Disconnect-DockerNetwork "$run-n" -ErrorAction SilentlyContinue -ErrorVariable e
            $e.Count | Should -Be 1
            Get-DockerNetwork "$run-n" -HostAddress $engines | Get-Container | Should -BeNullOrEmpty

            $other = Get-Container "$run-m1" -HostAddress $env:DOCKERPS_TEST_ENGINE2
            Get-DockerNetwork "$run-n" | Connect-DockerNetwork -ContainerObject $other -ErrorAction SilentlyContinue -ErrorVariable e
            $e[0].FullyQualifiedErrorId | Should -BeLike 'EngineConflict,*'
        }

        It 'asks for each pair and changes nothing with -WhatIf' {
            New-DockerNetwork "$run-n" -Label $label | Out-Null
            Add-Sleeper a | Out-Null
            Connect-DockerNetwork "$run-n" "$run-a" -WhatIf
            Get-DockerNetwork "$run-n" | Get-Container | Should -BeNullOrEmpty
        }

        It 'tells a missing network once, and a missing container' {
            Add-Sleeper a | Out-Null
            Add-Sleeper b | Out-Null
            Get-Container "$run-?" | Connect-DockerNetwork "$run-none" -ErrorAction SilentlyContinue -ErrorVariable e
            $e.Count | Should -Be 1
            $e[0].FullyQualifiedErrorId | Should -BeLike 'NetworkNotFound,*'
            $e[0].TargetObject | Should -Be "$run-none"
            Connect-DockerNetwork bridge "$run-none" -ErrorAction SilentlyContinue -ErrorVariable e
            $e[0].FullyQualifiedErrorId | Should -BeLike 'ContainerNotFound,*'
        }
    }

    Context 'Remove-DockerNetwork and Clear-DockerNetwork' {
        It 'removes by name, object and id from CSV' {
            New-DockerNetwork "$run-a", "$run-b", "$run-c" -Label $label | Out-Null
            Remove-DockerNetwork "$run-a" | Should -BeNullOrEmpty
            Get-DockerNetwork "$run-b" | Remove-DockerNetwork
            Get-DockerNetwork "$run-c" | Select-Object Id, Connection | ConvertTo-Json | ConvertFrom-Json | Select-Object Id | Remove-DockerNetwork
            Get-DockerNetwork "$run-*" | Should -BeNullOrEmpty
        }

        It 'refuses the records of other nouns' {
            $id = Add-Sleeper a
            Get-Container "$run-a" | Remove-DockerNetwork -ErrorAction SilentlyContinue -ErrorVariable e
            $e[0].FullyQualifiedErrorId | Should -Be 'WrongObject,DockerPS.Commands.RemoveDockerNetworkCommand'
            "$($e[0])" | Should -Be "Remove-DockerNetwork takes networks; what was given is of the kind container: $($id.Substring(0, 12))."
            Get-Image $env:DOCKERPS_TEST_IMAGE | Remove-DockerNetwork -ErrorAction SilentlyContinue -ErrorVariable e
            "$($e[0])" | Should -BeLike '*is not the id of a network*Get-DockerNetwork*'
        }

        It 'says that one is not there, unless -Force is given' {
            Remove-DockerNetwork "$run-none" -ErrorAction SilentlyContinue -ErrorVariable e
            $e[0].FullyQualifiedErrorId | Should -BeLike 'NetworkNotFound,*'
            Remove-DockerNetwork "$run-none" -Force
        }

        It 'refuses one in use' {
            New-DockerNetwork "$run-a" -Label $label | Out-Null
            Add-Sleeper a '--network', "$run-a" | Out-Null
            Remove-DockerNetwork "$run-a" -ErrorAction SilentlyContinue -ErrorVariable e
            $e.Count | Should -Be 1
            (Get-DockerNetwork "$run-a").Name | Should -Be "$run-a"
        }

        It 'clears what is unused, and lists exactly that beforehand' {
            New-DockerNetwork "$run-used", "$run-idle" -Label $label, "clear=$run" | Out-Null
            New-DockerNetwork "$run-keep" -Label $label | Out-Null
            Add-Sleeper a '--network', "$run-used" | Out-Null
            (Get-DockerNetwork "$run-*" -Dangling $true).Name | Sort-Object | Should -Be "$run-idle", "$run-keep"
            (Get-DockerNetwork "$run-*" -Dangling $false).Name | Should -Be "$run-used"

            $module = Join-Path (Get-Module DockerPS).ModuleBase DockerPS.psd1
            $shown = pwsh -NoProfile -Command "Import-Module '$module'; Clear-DockerNetwork -WhatIf -Filter 'label=clear=$run'" | Out-String
            $shown | Should -Match "$run-idle"
            $shown | Should -Not -Match "$run-(used|keep)"
            (Get-DockerNetwork "$run-idle").Name | Should -Be "$run-idle"

            $cleared = Clear-DockerNetwork -Filter @{ label = "clear=$run" } -Force
            $cleared.Deleted | Should -Be "$run-idle"
            $cleared.SpaceReclaimed | Should -Be 0
            (Get-DockerNetwork "$run-*").Name | Sort-Object | Should -Be "$run-keep", "$run-used"
        }
    }

    Context 'Completion' {
        It 'offers networks and drivers of the engine' {
            New-DockerNetwork "$run-a" -Label $label | Out-Null
            function Assert-Completion([string] $Line, [string] $Expected) {
                # An answer that takes longer than a completion may is none.
                $patience = [Diagnostics.Stopwatch]::StartNew()
                do { $found = (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText }
                until ($found -eq $Expected -or $patience.Elapsed.TotalSeconds -gt 30)
                $found | Should -Be $Expected
            }

            Assert-Completion "Get-DockerNetwork $run-" "$run-a"
            Assert-Completion "Get-Container -Network $run-" "$run-a"
            Assert-Completion "New-Container -Network $run-" "$run-a"
            Assert-Completion 'New-Container -Network cont' 'container:'
            Assert-Completion 'New-DockerNetwork x -Driver br' 'bridge'
            Assert-Completion 'Get-DockerNetwork -Type c' 'custom'
        }
    }
}
