BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_SWARM -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
}

Describe 'The stack cmdlets on a real swarm' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        . (Join-Path $PSScriptRoot 'Swarm.ps1')
        $dockerHost = $env:DOCKER_HOST
        $env:DOCKER_HOST = Initialize-TestSwarm
        $image = $env:DOCKERPS_TEST_IMAGE
        $deploy = @{ ResolveImage = 'Never' }
        Set-Content "$TestDrive/key" 'one'
        $compose = "$TestDrive/compose.yaml"
        Set-Content $compose @"
services:
  web:
    image: $image
    command: sleep 1000000
    stop_grace_period: 0s
    environment: { PASSWORD: first }
    networks: [inside]
    secrets: [key]
    deploy: { replicas: 2, endpoint_mode: dnsrr }
  idle:
    image: $image
    networks: [inside]
    deploy: { replicas: 0, endpoint_mode: dnsrr }
networks: { inside: }
secrets: { key: { file: ./key } }
"@
    }

    AfterAll {
        Clear-TestSwarm
        $env:DOCKER_HOST = $dockerHost
    }

    AfterEach { Get-DockerStack | Remove-DockerStack }

    It 'deploys a file and returns the stack, which docker knows, too' {
        $stack = Deploy-DockerStack shop -Path $compose @deploy
        $stack | Should -BeOfType DockerPS.DockerStack
        $stack.Services | Should -Be 2
        $stack.Replicas | Should -Be '2/2'
        $stack.ServiceNames | Should -Be 'shop_idle', 'shop_web'
        docker stack ls --format '{{.Name}} {{.Services}}' | Should -Be 'shop 2'
        (docker service inspect shop_web | ConvertFrom-Json).Spec.TaskTemplate.ContainerSpec.Secrets.SecretName | Should -Be 'shop_key'
    }

    It 'takes over what docker deployed, and leaves it alone where nothing is different' {
        docker stack deploy --detach=true --resolve-image never -c $compose shop | Out-Null
        $version = (docker service inspect shop_web | ConvertFrom-Json).Version.Index
        Deploy-DockerStack shop -Path $compose -Plan @deploy | ForEach-Object Action | Select-Object -Unique | Should -Be 'None'
        Deploy-DockerStack shop -Path $compose @deploy | Out-Null
        (docker service inspect shop_web | ConvertFrom-Json).Version.Index | Should -Be $version
    }

    It 'lists with -WhatIf what would be made, changed and removed, and does none of it' {
        $module = Join-Path (Get-Module DockerPS).ModuleBase DockerPS.psd1
        function Get-WhatIf([string] $File) {
            pwsh -NoProfile -Command "Import-Module '$module'; Deploy-DockerStack shop -Path '$File' -Prune -WhatIf -ResolveImage Never" | Out-String -Width 500
        }

        $shown = Get-WhatIf $compose
        foreach ($part in 'Create network', 'Create secret', 'Create service') { $shown | Should -Match $part }
        Get-DockerStack | Should -BeNullOrEmpty

        Deploy-DockerStack shop -Path $compose @deploy | Out-Null
        $changed = "$TestDrive/changed.yaml"
        (Get-Content $compose -Raw) -replace 'replicas: 2', 'replicas: 3' -replace 'PASSWORD: first', 'PASSWORD: second' -replace 'idle:', 'other:' | Set-Content $changed
        $shown = Get-WhatIf $changed
        $shown | Should -Match 'Remove service.*shop_idle'
        $shown | Should -Match 'Create service.*shop_other'
        $shown | Should -Match 'Update service.*shop_web.*Env.PASSWORD changed; Mode.Replicated.Replicas: 2 -> 3'
        $shown | Should -Not -Match 'second'
        (Get-DockerStack shop).ServiceNames | Should -Be 'shop_idle', 'shop_web'

        $plan = Deploy-DockerStack shop -Path $changed -Prune -Plan @deploy
        ($plan | Where-Object Name -eq shop_web).Changes.New | Should -Be 'second', '3'
        $plan | Format-Table | Out-String | Should -Match 'Remove\s+Service\s+shop_idle'

        $stack = Deploy-DockerStack shop -Path $changed -Prune @deploy
        $stack.ServiceNames | Should -Be 'shop_other', 'shop_web'
        $stack.Running | Should -Be 3
    }

    It 'takes strings as one document, files as one project, and a project' {
        (Get-Content $compose | Deploy-DockerStack shop -ProjectDirectory "$TestDrive" -Detach @deploy).Services | Should -Be 2
        Set-Content "$TestDrive/more.yaml" "services: { more: { image: '$image', networks: [inside], deploy: { replicas: 0, endpoint_mode: dnsrr } } }"
        (Get-Item $compose, "$TestDrive/more.yaml" | Deploy-DockerStack shop -Detach @deploy).Services | Should -Be 3
        (Resolve-DockerComposeFile $compose | Deploy-DockerStack other -Detach @deploy).ServiceNames | Should -Be 'other_idle', 'other_web'
    }

    It 'names keys that a swarm has nothing for' {
        Set-Content "$TestDrive/odd.yaml" "services: { a: { image: '$image', container_name: odd-one, privileged: true, networks: [n], deploy: { replicas: 0, endpoint_mode: dnsrr } } }`nnetworks: { n: }"
        Deploy-DockerStack odd -Path "$TestDrive/odd.yaml" -Detach -WarningVariable warnings -WarningAction SilentlyContinue @deploy | Out-Null
        "$warnings" | Should -Match 'services\.a\.container_name'
        "$warnings" | Should -Match 'services\.a\.privileged'
    }

    It 'says what to do where a secret would have to change' {
        Deploy-DockerStack shop -Path $compose -Detach @deploy | Out-Null
        Set-Content "$TestDrive/key" 'two'
        try {
            $failure = { Deploy-DockerStack shop -Path $compose -Detach @deploy } | Should -Throw -ErrorId 'SecretChanged*' -PassThru
            $failure.ErrorDetails.RecommendedAction | Should -Match 'new name'
        }
        finally { Set-Content "$TestDrive/key" 'one' }
    }

    It 'pipes stacks on, also as text' {
        Deploy-DockerStack shop -Path $compose @deploy | Out-Null
        (Get-DockerStack sh* | Get-DockerService).Name | Sort-Object | Should -Be 'shop_idle', 'shop_web'
        (Get-DockerStack shop | Get-DockerTask -DesiredState running).Count | Should -Be 2
        Get-DockerStack | Format-Table | Out-String | Should -Match 'shop\s+2\s+2/2'
        { Get-DockerStack nosuch -ErrorAction Stop } | Should -Throw -ErrorId 'StackNotFound*'
        Get-DockerStack nosuch* | Should -BeNullOrEmpty

        Get-DockerStack | ConvertTo-Csv | ConvertFrom-Csv | Remove-DockerStack
        docker stack ls --format '{{.Name}}' | Should -BeNullOrEmpty
        docker network ls -q --filter label=com.docker.stack.namespace=shop | Should -BeNullOrEmpty
        docker secret ls -q | Should -BeNullOrEmpty
    }

    It 'lists with -WhatIf what Remove-DockerStack would remove' {
        Deploy-DockerStack shop -Path $compose -Detach @deploy | Out-Null
        $module = Join-Path (Get-Module DockerPS).ModuleBase DockerPS.psd1
        $shown = pwsh -NoProfile -Command "Import-Module '$module'; Remove-DockerStack shop -WhatIf" | Out-String -Width 500
        foreach ($part in 'Remove service.*shop_web', 'Remove service.*shop_idle', 'Remove secret.*shop_key', 'Remove network.*shop_inside') { $shown | Should -Match $part }
        (Get-DockerStack shop).Services | Should -Be 2
    }

    It 'completes stacks' {
        Deploy-DockerStack shop -Path $compose -Detach @deploy | Out-Null
        foreach ($line in 'Get-DockerStack s', 'Remove-DockerStack s', 'Deploy-DockerStack s', 'Get-DockerService -Stack s', 'Get-DockerTask -Stack s') {
            # An answer that takes longer than a completion may is none.
            $patience = [Diagnostics.Stopwatch]::StartNew()
            do { $found = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }
            until ($found -contains 'shop' -or $patience.Elapsed.TotalSeconds -gt 30)
            $found | Should -Be 'shop' -Because $line
        }
    }

    It 'runs the example from end to end: stack.ps1' {
        $output = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot '../../examples/stack.ps1') -Image $image 2>&1 6>&1 | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $output
        $output | Should -Match 'Good morning from a stack'
        $output | Should -Match 'Remove service stackexample_helper'
        $output | Should -Match 'It runs: 3/3 tasks of 1 services'
        Get-DockerStack | Should -BeNullOrEmpty
    }
}
