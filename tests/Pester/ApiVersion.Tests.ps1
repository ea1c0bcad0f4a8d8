BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE
    $cases = @(
        @{ Feature = '-Signal'; Needs = '1.42'; Use = { Stop-Container "${prefix}runs" -Signal KILL } }
        @{ Feature = '-HealthStartInterval'; Needs = '1.44'; Use = { New-Container -HealthCommand true -HealthStartPeriod 10 -HealthStartInterval 1 @own $image } }
        # Taken, these two are then refused by the engine: a nameless volume has no parts, and nothing listens at that address.
        @{ Feature = '-Mount volume-subpath'; Needs = '1.45'; Use = { New-Container -Mount 'type=volume,target=/data,volume-subpath=part' @own $image }; Fails = 'BadParameter' }
        @{ Feature = '-Platform'; Needs = '1.46'; Use = { Push-Image $image -As "127.0.0.1:1/${prefix}web:1" -Platform linux/amd64 }; Fails = 'PushFailed' }
        @{ Feature = '-Mount type=image'; Needs = '1.48'; Use = { New-Container -Mount "type=image,source=$image,target=/data" @own $image } }
    )
}

Describe 'A parameter that needs a newer API, on a real engine' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $prefix = "dpsapi$PID-"
        $image = $env:DOCKERPS_TEST_IMAGE
        $own = $env:DOCKERPS_TEST_LABEL ? @{ Label = $env:DOCKERPS_TEST_LABEL } : @{}
        $spoken = (Test-DockerConnection -Detailed).ApiVersion
        $null = Invoke-Container -Detach -Name "${prefix}runs" @own $image sleep 1000
    }

    AfterAll {
        Remove-Container "${prefix}*" -Force -Volume
        Get-Image "*/${prefix}*" | Remove-Image
    }

    It 'is taken or refused before anything is sent, naming both versions: <Feature>' -ForEach $cases {
        $ErrorActionPreference = 'Continue'
        $made = & $Use 2>&1
        $made | Where-Object { $_ -is [DockerPS.Container] } | Remove-Container -Volume
        $problem = @($made | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        if ([version] $spoken -ge [version] $Needs) {
            @($problem | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] }) | Should -Be @($Fails | Where-Object { $_ })
        }
        else {
            $problem | Should -HaveCount 1
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'NotSupportedByEngine*'
            $problem[0].Exception.Message | Should -BeLike "$Feature needs Engine API $Needs, but $spoken is spoken*"
        }
    }
}
