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

    It 'save volumes and put them back: volume-backup.ps1' -Skip:(-not $env:DOCKERPS_TEST_ENGINE) {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $script = Join-Path $PSScriptRoot '../../examples/volume-backup.ps1'
        $name = "dpsexample$PID"
        $folder = Join-Path ([IO.Path]::GetTempPath()) $name
        $label = $env:DOCKERPS_TEST_LABEL ? @{ Label = $env:DOCKERPS_TEST_LABEL } : @{}
        $null = New-DockerVolume "$name-a" @label
        $null = New-DockerVolume "$name-b" @label
        try {
            'kept' | Invoke-Container $env:DOCKERPS_TEST_IMAGE -AutoRemove -Interactive -Volume "$name-a:/v" @label -ShellCommand 'mkdir /v/d; cat > /v/d/file; ln -s d/file /v/link'
            (& $script "$name-*" $folder -Image $env:DOCKERPS_TEST_IMAGE).Name | Should -Be "$name-a.tar", "$name-b.tar"
            & $script "$name-b" (Join-Path $folder "$name-a.tar") -Restore -Image $env:DOCKERPS_TEST_IMAGE
            Invoke-Container $env:DOCKERPS_TEST_IMAGE -AutoRemove -Volume "$name-b:/v" @label -Command cat, /v/link | Should -Be 'kept'
            Get-Container -Volume "$name-a", "$name-b" | Should -BeNullOrEmpty
        }
        finally {
            Get-DockerVolume "$name-*" | Remove-DockerVolume -Confirm:$false
            Remove-Item -LiteralPath $folder -Recurse -ErrorAction Ignore
        }
    }
}
