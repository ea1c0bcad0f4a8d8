BeforeDiscovery {
    # The quick start builds its base image of a static busybox where the engine has none.
    $skip = -not ($env:DOCKERPS_TEST_ENGINE -and $env:DOCKERPS_TEST_REGISTRY -and (Get-Command busybox -CommandType Application -ErrorAction Ignore))
}

Describe 'The examples' {
    It 'run from end to end and leave nothing: quickstart.ps1' -Skip:$skip {
        $script = Join-Path $PSScriptRoot '../../examples/quickstart.ps1'
        $output = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $script -Registry $env:DOCKERPS_TEST_REGISTRY 2>&1 6>&1 | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $output
        $output | Should -Match 'Good morning from DockerPS'
        $output | Should -Match 'sha256:[0-9a-f]'
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        Get-Container quickstart-* | Should -BeNullOrEmpty
        Get-Image '*dockerps-quickstart-*' | Should -BeNullOrEmpty
    }
}
