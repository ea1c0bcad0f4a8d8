BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE
}

Describe 'Invoke-ContainerCommand on a real engine' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $web = "dpsexec$PID-web"
        $other = "dpsexec$PID-other"
        $label = $env:DOCKERPS_TEST_LABEL ? @('--label', $env:DOCKERPS_TEST_LABEL) : @()
        foreach ($name in $web, $other) {
            docker run -d --name $name @label --stop-timeout 0 $env:DOCKERPS_TEST_IMAGE sleep 1000000 | Out-Null
        }
    }

    AfterAll {
        docker rm -f $web $other | Out-Null
    }

    Context 'the forms that users type' {
        It 'sh -c' { Invoke-ContainerCommand $web sh -c 'echo hi' | Should -Be 'hi' }

        It 'sh -c with arguments behind the line' { Invoke-ContainerCommand $web sh -c 'echo $1 $0' a b | Should -Be 'b a' }

        It 'words behind --' { Invoke-ContainerCommand $web -- ls -d /tmp | Should -Be '/tmp' }

        It 'words without dashes' { Invoke-ContainerCommand $web echo a b | Should -Be 'a b' }

        It 'refuses dash words that PowerShell took, with the corrected line' {
            { Invoke-ContainerCommand $web ls -d /tmp } | Should -Throw
            try { Invoke-ContainerCommand $web ls -d /tmp } catch { $caught = $_ }
            $caught.ErrorDetails.RecommendedAction | Should -BeLike '*-- ls -d /tmp*'
        }

        It 'splatting' {
            $words = @{ Command = 'sh', '-c', 'echo $A'; Environment = @{ A = 'splat' } }
            Invoke-ContainerCommand $web @words | Should -Be 'splat'
        }

        It '-Command from $args' {
            function Invoke-Web { Invoke-ContainerCommand $web -Command $args }
            Invoke-Web ls -d /tmp | Should -Be '/tmp'
        }

        It '-ShellCommand alone' { Invoke-ContainerCommand $web -ShellCommand 'echo $((1 + 1))' | Should -Be '2' }

        It 'an alias' { Exec-Container $web hostname | Should -Not -BeNullOrEmpty }

        It 'a line without a command' {
            { Invoke-ContainerCommand $web } | Should -Throw '*no command*'
        }
    }

    Context 'output and exit code' {
        It 'sets $LASTEXITCODE, in functions too' {
            function Invoke-It { Invoke-ContainerCommand $web -c 'exit 3' }
            Invoke-It
            $global:LASTEXITCODE | Should -Be 3
            Invoke-ContainerCommand $web 'true'
            $global:LASTEXITCODE | Should -Be 0
        }

        It 'sets the last that was not 0 over several containers' {
            docker exec $web touch /here
            Invoke-ContainerCommand $web, $other -c 'test -e /here'
            $global:LASTEXITCODE | Should -Be 1
        }

        It 'shows standard error on the information stream' {
            Invoke-ContainerCommand $web -c 'echo e >&2; echo o' -InformationVariable said 6>$null | Should -Be 'o'
            "$said" | Should -Be 'e'
        }

        It 'writes an error where the exit code is not 0 and that is wanted' {
            Invoke-ContainerCommand $web -ErrorOnNonZeroExit -ErrorVariable problem -ErrorAction SilentlyContinue 'false'
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'NonZeroExit*'
            $PSNativeCommandUseErrorActionPreference = $true
            { Invoke-ContainerCommand $web -ErrorAction Stop 'false' } | Should -Throw '*exit code 1*'
        }

        It 'tells a program that is not there as an error' {
            if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman tells it as output, with exit code 127' }
            Invoke-ContainerCommand $web -ErrorVariable problem -ErrorAction SilentlyContinue nosuchprogram | Should -BeNullOrEmpty
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'CommandNotStarted*'
        }

        It 'gives one object for each container with -AsResult' {
            $results = Get-Container "dpsexec$PID-*" | Invoke-ContainerCommand -AsResult -c 'echo o; echo e >&2; exit 4' | Sort-Object Container
            $results.Container | Should -Be $other, $web
            $results[0].ExitCode | Should -Be 4
            $results[0].Output | Should -Be 'o'
            $results[0].Error | Should -Be 'e'
            $results[0].Duration | Should -BeOfType timespan
            ($results[0] | Get-Container).Id | Should -Be $results[0].ContainerId
        }

        It 'gives a terminal with -Tty' {
            Invoke-ContainerCommand $web -Tty -c 'test -t 1 && echo terminal' | Should -Be 'terminal'
        }

        It 'refuses a session early' {
            { Invoke-ContainerCommand $web -it sh } | Should -Throw '*terminal*'
        }

        It 'starts and leaves alone with -Detach' {
            Invoke-ContainerCommand $web -d -c 'sleep 0.2; touch /later' | Should -BeNullOrEmpty
            $run = Invoke-ContainerCommand $web -Detach -PassThru -c 'while ! test -e /later; do sleep 0.05; done; touch /last'
            $run | Should -BeOfType DockerPS.ContainerExec
            $run.ContainerId | Should -Be (Get-Container $web).Id
            Invoke-ContainerCommand $web -c 'while ! test -e /last; do sleep 0.05; done; echo there' | Should -Be 'there'
        }

        It 'runs nothing with -WhatIf' {
            Invoke-ContainerCommand $web -WhatIf touch /whatif
            Invoke-ContainerCommand $web -c 'test -e /whatif || echo no' | Should -Be 'no'
        }

        It 'takes user, folder, environment and files of it' {
            Set-Content -LiteralPath TestDrive:/env -Value 'A=file', 'B=file'
            Invoke-ContainerCommand $web -u 12:34 -w /tmp -e B=given -EnvironmentFile TestDrive:/env -c 'echo $(id -u):$(id -g) $PWD $A $B' | Should -Be '12:34 /tmp file given'
        }
    }

    Context 'input' {
        It 'sends strings as lines and tells the end' { 'b', 'ä', 'a' | Invoke-ContainerCommand $web sort | Should -Be 'a', 'b', 'ä' }

        It 'takes a container as an object and the input from the pipeline' {
            $container = Get-Container $web
            'x' | Invoke-ContainerCommand $container cat | Should -Be 'x'
            $container | Invoke-ContainerCommand -Command hostname | Should -Be $container.Id.Substring(0, 12)
        }

        It 'ends at once with an empty pipeline' { @() | Invoke-ContainerCommand $web -c 'wc -c' | Should -Be '0' }

        It 'sends the same to several' {
            1..3 | Invoke-ContainerCommand $web, $other -c 'wc -l' | Should -Be '3', '3'
        }

        It 'is not held up by a command that does not read' {
            if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman resets the connection when input is left that nobody read' }
            1..50000 | Invoke-ContainerCommand $web -c 'head -n 1' | Should -Be '1'
        }

        It 'is not held up by output that waits for the input' {
            (1..50000 | Invoke-ContainerCommand $web cat).Count | Should -Be 50000
        }

        It 'sends and returns every byte' {
            $bytes = [byte[]]::new(300000)
            [Random]::new(1).NextBytes($bytes)
            $in = Join-Path $TestDrive in.bin
            [IO.File]::WriteAllBytes($in, $bytes)
            $hash = (Get-FileHash $in).Hash
            Invoke-ContainerCommand $web -InFile $in -OutFile (Join-Path $TestDrive out.bin) cat
            (Get-FileHash (Join-Path $TestDrive out.bin)).Hash | Should -Be $hash
            Get-Content $in -AsByteStream -Raw | Invoke-ContainerCommand $web -OutFile (Join-Path $TestDrive raw.bin) cat
            (Get-FileHash (Join-Path $TestDrive raw.bin)).Hash | Should -Be $hash
            Invoke-ContainerCommand $web -InFile $in -AsByteStream cat | docker exec -i $web sh -c 'cat > /sent.bin'
            Invoke-ContainerCommand $web sha256sum /sent.bin | Should -BeLike "$hash*"
        }

        It 'refuses binary that PowerShell has decoded' {
            { "$([char] 0xFFFD)" | Invoke-ContainerCommand $web cat } | Should -Throw '*binary*'
        }
    }

    It 'leaves a file alone where the disk is full' -Skip:(-not (Test-Path /dev/full)) {
        { Invoke-ContainerCommand $web -OutFile /dev/full -ErrorAction Stop -Command head, '-c', '1000000', /dev/zero } | Should -Throw '*space*'
        $global:LASTEXITCODE | Should -BeNullOrEmpty
    }

    It 'tells how a command ended whose container ended under it' {
        $victim = docker run -d @label $env:DOCKERPS_TEST_IMAGE sh -c 'while ! test -e /go; do sleep 0.05; done'
        try {
            Invoke-ContainerCommand $victim -c 'touch /go; sleep 1000'
            $global:LASTEXITCODE | Should -Be 137
        } finally {
            docker rm -f $victim | Out-Null
        }
    }

    It 'closes its connection when no more is wanted' {
        Invoke-ContainerCommand $web -c 'while true; do echo x; sleep 0.05; done' | Select-Object -First 2 | Should -Be 'x', 'x'
    }
}
