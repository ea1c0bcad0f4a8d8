BeforeAll {
    Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
    $image = $env:DOCKERPS_TEST_IMAGE
    $label = $env:DOCKERPS_TEST_LABEL
}

Describe 'New-Image' {
    BeforeEach {
        Push-Location -LiteralPath $TestDrive
        $null = New-Item -ItemType Directory -Path app -Force
        Set-Content -LiteralPath app/Dockerfile -Value 'FROM scratch'
    }

    AfterEach { Pop-Location }

    It 'has docker''s words for its parameters' {
        $command = Get-Command New-Image
        (Get-Command Build-Image).ResolvedCommand.Name | Should -Be 'New-Image'
        $command.Parameters['Tag'].Aliases | Should -Contain 't'
        $command.Parameters['File'].Aliases | Should -Contain 'f'
        $command.Parameters['BuildArgument'].Aliases | Should -Contain 'BuildArg'
        $command.Parameters['Quiet'].Aliases | Should -Contain 'q'
    }

    It 'has help with examples' {
        $help = Get-Help New-Image -Full
        $help.Synopsis | Should -Be 'Builds an image from a Dockerfile.'
        @($help.examples.example).Count | Should -BeGreaterThan 3
    }

    It 'completes networks and platforms' {
        $line = 'New-Image . -Network h'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'host'
        $line = 'New-Image . -Platform linux/arm6'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'linux/arm64'
    }

    It 'tells what is missing, by PowerShell''s own location' {
        { New-Image ./nope -ErrorAction Stop } | Should -Throw "*'$(Join-Path $TestDrive nope)' does not exist*" -ErrorId 'BadBuildContext,*'
        { New-Image ./app -File nope -ErrorAction Stop } | Should -Throw '*no Dockerfile at*' -ErrorId 'BadBuildContext,*'
        { New-Image Env:PATH -ErrorAction Stop } | Should -Throw '*not in the file system*'
        { New-Image app -Tag UPPER } | Should -Throw '*lowercase*' -ErrorId 'BadTag,*'
    }

    It 'asks no engine under -WhatIf' {
        New-Image ./app -Tag web:1 -HostAddress unix:///nowhere/docker.sock -WhatIf | Should -BeNullOrEmpty
    }
}

Describe 'New-Image on an engine' -Skip:(-not $env:DOCKERPS_TEST_ENGINE) {
    BeforeEach {
        Push-Location -LiteralPath $TestDrive
        $null = New-Item -ItemType Directory -Path app -Force
        $unique = [guid]::NewGuid().ToString('N')
    }

    AfterEach { Pop-Location }

    It 'builds a folder: the image is the output, the log is information' {
        Set-Content -LiteralPath app/Dockerfile -Value "FROM $image", 'COPY a.txt /', 'ARG WHO', 'RUN cat /a.txt; echo hello $WHO'
        Set-Content -LiteralPath app/a.txt -Value $unique
        $built = New-Image ./app -Tag "${unique}:1" -BuildArg @{ WHO = 'me' } -Label $label -InformationVariable log 6> $null
        $built | Should -BeOfType DockerPS.ImageDetail
        $built.Reference | Should -Be "${unique}:1"
        "$log" | Should -Match $unique
        "$log" | Should -Match 'hello me'
        $log[0].Tags | Should -Contain 'PSHOST'
    }

    It 'takes folders and lines from the pipeline, and paths of drives' {
        Set-Content -LiteralPath app/Dockerfile -Value "FROM $image", 'COPY . /x'
        (Get-Item app | New-Image -Quiet -Label $label).Id | Should -Match '^sha256:'
        (Get-Content app/Dockerfile | New-Image -Path TestDrive:/app -Quiet -Label $label).Id | Should -Match '^sha256:'
        (@"
FROM $image
RUN true
"@ | New-Image -q -Label $label).Id | Should -Match '^sha256:'
    }

    It 'warns with the engine''s warnings' {
        "FROM $image" | New-Image -Builder Classic -Label $label -BuildArgument UNUSED=1 -WarningVariable warnings 3> $null 6> $null | Should -Not -BeNullOrEmpty
        "$warnings" | Should -Match 'UNUSED'
    }

    It 'makes a failed step an error with step, code and last lines' {
        "FROM $image", "RUN echo $unique; exit 7" | New-Image -Label $label -ErrorAction SilentlyContinue -ErrorVariable failed 6> $null | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'BuildFailed,*'
        $failed[0].Exception.Code | Should -Be 7
        $failed[0].Exception.Step.Number | Should -Be 2
        $failed[0].Exception.LastLines | Should -Be $unique
        $failed[0].Exception.Message | Should -Match $unique
    }

    It 'reports progress by step, and ends it' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript('param($module, $image, $label) Import-Module $module; "FROM $image", "RUN sleep 1", "RUN sleep 1" | New-Image -Builder Classic -NoCache -Label $label').
            AddArgument((Get-Module DockerPS).Path).AddArgument($image).AddArgument($label).Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $shell.Streams.Progress.StatusDescription | Should -Contain 'Step 3/4 : RUN sleep 1'
            $shell.Streams.Progress.PercentComplete | Should -Contain 50
            $shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        }
        finally { $shell.Dispose() }
    }

    It 'stops the build on the engine when it is stopped' {
        if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman lists no containers of builds' }
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript('param($module, $image, $label, $unique) Import-Module $module; "FROM $image", "RUN echo $unique; exec sleep 600" | New-Image -Builder Classic -Label $label').
            AddArgument((Get-Module DockerPS).Path).AddArgument($image).AddArgument($label).AddArgument($unique)
            $null = $shell.BeginInvoke()
            $limit = [datetime]::Now.AddMinutes(1)
            while (-not (Get-Container | Where-Object Command -Match $unique) -and [datetime]::Now -lt $limit) { Start-Sleep -Milliseconds 50 }
            Get-Container | Where-Object Command -Match $unique | Should -HaveCount 1
            $shell.Stop()
            while ((Get-Container | Where-Object Command -Match $unique) -and [datetime]::Now -lt $limit) { Start-Sleep -Milliseconds 50 }
            Get-Container | Where-Object Command -Match $unique | Should -BeNullOrEmpty
        }
        finally { $shell.Dispose() }
    }
}
