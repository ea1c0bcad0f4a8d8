BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE
}

Describe 'Get-ContainerLog on a real engine' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $run = "dpslog$PID"
        $label = $env:DOCKERPS_TEST_LABEL ? @('--label', $env:DOCKERPS_TEST_LABEL) : @()

        function Invoke-Logger {
            param([string] $Name, [string] $Line, [string[]] $Option = @())
            docker run -d --name $Name @label @Option $env:DOCKERPS_TEST_IMAGE sh -c $Line | Out-Null
        }

        Invoke-Logger "$run-two" 'echo out1; sleep 0.2; echo err1 >&2; sleep 0.2; echo out2'
        Invoke-Logger "$run-tty" 'echo one; echo two >&2' '-t'
        Invoke-Logger "$run-bytes" 'printf "\001\377\000\n"; printf "\303" ; sleep 0.2; printf "\244\n"' '--log-driver', 'local'
        Invoke-Logger "$run-many" 'i=0; while [ $i -lt 10000 ]; do echo "$i äöü€𝄞"; i=$((i+1)); done'
        Invoke-Logger "$run-long" 'head -c 100000 /dev/zero | tr "\0" x; echo'
        Invoke-Logger "$run-none" 'echo never' '--log-driver', 'none'
        Invoke-Logger "$run-on" 'i=0; while true; do echo "line $i"; i=$((i+1)); sleep 0.05; done'
        foreach ($name in 'two', 'tty', 'bytes', 'many', 'long', 'none') { docker wait "$run-$name" | Out-Null }
    }

    AfterAll {
        docker rm -f (docker ps -aq --filter "name=$run-") | Out-Null
    }

    It 'returns strings that carry where they come from' {
        $lines = Get-ContainerLog "$run-two"
        $lines | Should -Be 'out1', 'err1', 'out2'
        $lines[0] | Should -BeOfType string
        $lines.Stream | Should -Be 'stdout', 'stderr', 'stdout'
        $lines[1].Container | Should -Be "$run-two"
        $lines[1].Connection | Should -BeOfType DockerPS.DockerConnection
        $lines[1].Timestamp | Should -BeOfType datetime
        $lines[1].Timestamp | Should -BeGreaterThan $lines[0].Timestamp
        ((Get-Date) - $lines[0].Timestamp).TotalHours | Should -BeLessThan 1
    }

    It 'reads a terminal without frames and without returns' {
        Get-ContainerLog "$run-tty" | Should -Be 'one', 'two'
    }

    It 'keeps 10,000 lines with characters of several bytes' {
        $lines = Get-ContainerLog "$run-many"
        $lines.Count | Should -Be 10000
        $lines[9999] | Should -Be '9999 äöü€𝄞'
    }

    It 'joins a line that the engine stores in parts' {
        (Get-ContainerLog "$run-long").Length | Should -Be 100000
    }

    It 'gives the same times with -Timestamps as the docker CLI' {
        Get-ContainerLog "$run-two" -Timestamps -Raw | Sort-Object | Should -Be (docker logs -t "$run-two" 2>&1 | ForEach-Object { "$_" } | Sort-Object)
    }

    It 'takes the last lines with -Tail' {
        Get-ContainerLog "$run-many" -Tail 2 | Should -Be '9998 äöü€𝄞', '9999 äöü€𝄞'
        @(Get-ContainerLog "$run-many" -Tail all).Count | Should -Be 10000
        Get-ContainerLog "$run-many" -Tail 0 | Should -BeNullOrEmpty
    }

    It 'takes a window of time with -Since and -Until' {
        if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman compares whole seconds' }
        $lines = Get-ContainerLog "$run-two"
        Get-ContainerLog "$run-two" -Since $lines[1].Timestamp -Until $lines[1].Timestamp.AddMilliseconds(50) | Should -Be 'err1'
        Get-ContainerLog "$run-two" -Since 1h | Should -Be 'out1', 'err1', 'out2'
        Get-ContainerLog "$run-two" -Since ([timespan]::FromHours(1)) | Should -Be 'out1', 'err1', 'out2'
        Get-ContainerLog "$run-two" -Until 1h | Should -BeNullOrEmpty
        Get-ContainerLog "$run-two" -Since 2001-01-01T00:00:00Z -Until 2001-01-02 | Should -BeNullOrEmpty
        { Get-ContainerLog "$run-two" -Since soon } | Should -Throw '*10m*'
    }

    It 'gives objects for CSV and JSON with -AsObject' {
        $entry = Get-ContainerLog "$run-two" -AsObject | Select-Object -Index 1
        $entry | Should -BeOfType DockerPS.ContainerLogEntry
        ($entry | ConvertTo-Csv | ConvertFrom-Csv).Message | Should -Be 'err1'
        ($entry | ConvertTo-Json -WarningAction Stop | ConvertFrom-Json).Stream | Should -Be 'stderr'
    }

    It 'gives bare strings with -Raw' {
        $line = (Get-ContainerLog "$run-two" -Raw)[0]
        $line.PSObject.Properties['Stream'] | Should -BeNullOrEmpty
    }

    It 'writes every byte with -OutFile and -AsByteStream' {
        if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman has no log driver "local", and its own keeps lines of text' }
        $expected = [byte[]] (1, 255, 0, 10, 195, 164, 10)
        $bytes = Get-ContainerLog "$run-bytes" -AsByteStream
        $bytes | ForEach-Object { $_ } | Should -Be $expected
        Push-Location TestDrive:
        try { Get-ContainerLog "$run-bytes" -OutFile log.bin } finally { Pop-Location }
        [IO.File]::ReadAllBytes((Join-Path $TestDrive log.bin)) | Should -Be $expected
    }

    It 'reads several containers, each line with its container' {
        $lines = Get-Container "$run-t*" | Get-ContainerLog
        ($lines | Where-Object Container -eq "$run-two") | Should -Be 'out1', 'err1', 'out2'
        ($lines | Where-Object Container -eq "$run-tty") | Should -Be 'one', 'two'
    }

    It 'ends by itself with -Follow when the container has ended' {
        Get-ContainerLog "$run-two" -Follow | Should -Be 'out1', 'err1', 'out2'
    }

    It 'follows lines as they come, and ends when no more are wanted' {
        $lines = Get-ContainerLog "$run-on" -Follow -Tail 1 | Select-Object -First 3
        $numbers = $lines | ForEach-Object { [int] ($_ -replace '^line ') }
        $numbers[2] | Should -Be ($numbers[0] + 2)
    }

    It 'tells the error of a driver that cannot be read' {
        { Get-ContainerLog "$run-none" -ErrorAction Stop } | Should -Throw '*log* driver*'
    }

    It 'tells a container that is not there' {
        Get-ContainerLog "$run-nosuch" -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ContainerNotFound*'
    }

    It 'displays as plain lines' {
        (Get-ContainerLog "$run-two" | Out-String).Trim() -split '\r?\n' | Should -Be 'out1', 'err1', 'out2'
    }
}
