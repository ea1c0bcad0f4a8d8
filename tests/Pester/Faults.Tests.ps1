BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE
    # Signals and mount namespaces are Linux's here.
    $skipLinux = $skip -or -not $IsLinux
    $skipMount = $skipLinux -or (id -u) -ne 0 -or -not (Get-Command unshare -ErrorAction Ignore)
}

Describe 'Faults on a real engine' -Skip:$skip {
    BeforeAll {
        $manifest = $env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1')
        Import-Module $manifest
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $run = "dpsfaults$PID"
        $image = $env:DOCKERPS_TEST_IMAGE
        $label = $env:DOCKERPS_TEST_LABEL ? @{ Label = $env:DOCKERPS_TEST_LABEL } : @{}
        $endless = "trap 'exit 7' INT; echo begun; while :; do sleep 0.05; done"

        function Invoke-Child {
            param([string] $Script, [string[]] $Before = @())
            $start = [Diagnostics.ProcessStartInfo]::new('env')
            $text = "Import-Module '$manifest'; $Script; 'not reached'"
            # A test runner in the background ignores SIGINT, and its children would, too.
            foreach ($word in @('--default-signal=INT') + $Before + @('pwsh', '-NoProfile', '-NonInteractive', '-Command', $text)) { $start.ArgumentList.Add($word) }
            $start.RedirectStandardOutput = $true
            $start.RedirectStandardError = $true
            [Diagnostics.Process]::Start($start)
        }

        function Wait-State {
            param([string] $Name, [string] $State)
            for ($i = 0; $i -lt 500; $i++) {
                $now = (Get-Container $Name -ErrorAction Ignore).State
                if ("$now" -eq $State) { return }
                Start-Sleep -Milliseconds 20
            }
            throw "$Name is '$now', not '$State'"
        }

        New-Container $image -Name "$run-on" @label -StopSignal KILL -Command sh, '-c', 'i=0; while true; do echo "line $i"; i=$((i+1)); sleep 0.05; done' | Start-Container
    }

    AfterAll {
        Get-Container "$run-*" | Remove-Container -Force
    }

    Context 'Ctrl+C in a real shell' -Skip:$skipLinux {
        BeforeAll {
            $labels = $env:DOCKERPS_TEST_LABEL ? "-Label '$env:DOCKERPS_TEST_LABEL'" : ''
            $quoted = $endless.Replace("'", "''")
            # All of them at once: a shell takes its time to start.
            $children = @{
                run = Invoke-Child "Invoke-Container $image -Name $run-run $labels -ShellCommand '$quoted'"
                rm = Invoke-Child "Invoke-Container $image -Name $run-rm $labels -AutoRemove -StopTimeout 1 -ShellCommand 'trap """" INT; echo begun; while :; do sleep 0.05; done'"
                exec = Invoke-Child "Invoke-ContainerCommand $run-on -ShellCommand 'echo begun; exec sleep 1000123'"
                log = Invoke-Child "Get-ContainerLog $run-on -Follow"
                build = Invoke-Child "'FROM $image', 'RUN echo begun $run && sleep 1000000' | New-Image -NoCache $labels 6>&1 | Where-Object { `"`$_`" -like 'begun*' }"
            }
            $ended = @{}
            $rest = @{}
            foreach ($name in $children.Keys) {
                $children[$name].StandardOutput.ReadLine() | Should -Match '^(begun|line)' -Because $name
                kill -s INT $children[$name].Id
            }
            foreach ($name in $children.Keys) {
                $ended[$name] = $children[$name].WaitForExit(30000)
                if (-not $ended[$name]) { $children[$name].Kill() }
                $rest[$name] = $children[$name].StandardOutput.ReadToEnd()
            }
        }

        AfterAll {
            foreach ($child in $children.Values) { if (-not $child.HasExited) { $child.Kill() } }
        }

        It 'ends <_> and the script' -ForEach 'run', 'rm', 'exec', 'log', 'build' {
            $ended[$_] | Should -BeTrue
            $rest[$_] | Should -Not -BeLike '*not reached*'
        }

        It 'interrupts the container of a run' {
            Wait-State "$run-run" 'exited'
            (Get-Container "$run-run" -Detailed).ExitCode | Should -Be 7
        }

        It 'stops and removes the container of a run with -AutoRemove that does not listen' {
            Get-Container "$run-rm*" | Should -BeNullOrEmpty
        }

        It 'leaves the command of an exec to itself' {
            @(Invoke-ContainerCommand "$run-on" ps) -like '*sleep 1000123' | Should -Not -BeNullOrEmpty
            (Get-Container "$run-on").State | Should -Be 'running'
        }

        It 'removes the container of the build step' {
            for ($i = 0; $i -lt 250 -and (docker ps -a --no-trunc --format '{{.Command}}' | Select-String "begun $run"); $i++) { Start-Sleep -Milliseconds 20 }
            docker ps -a --no-trunc --format '{{.Command}}' | Select-String "begun $run" | Should -BeNullOrEmpty
        }
    }

    Context 'other early ends' -Skip:$skipLinux {
        BeforeAll {
            function Get-Socket { @(Get-Item "/proc/$PID/fd/*" -ErrorAction Ignore | Where-Object { $_.LinkTarget -like 'socket:*' }).Count }
            # What is kept for the next request is no leak.
            Get-Container "$run-on" | Out-Null
            $sockets = Get-Socket
        }

        It 'break leaves no connection behind: <Name>' -ForEach @(
            @{ Name = 'Get-ContainerLog'; Script = { while ($true) { Get-ContainerLog "$run-on" -Follow | ForEach-Object { break } } } }
            @{ Name = 'Invoke-ContainerCommand'; Script = { while ($true) { Invoke-ContainerCommand "$run-on" -ShellCommand 'while echo x; do sleep 0.05; done' | ForEach-Object { break } } } }
            @{ Name = 'Invoke-Container'; Script = { while ($true) { Invoke-Container $image -Name "$run-break" @label -AutoRemove -StopTimeout 1 -ShellCommand $endless | ForEach-Object { break } } } }
        ) {
            & $Script
            Get-Socket | Should -BeLessOrEqual ($sockets + 1)
            Get-Container "$run-break*" | Should -BeNullOrEmpty
        }
    }

    Context 'a file' {
        It 'on a full disk is not left half-written, and what was there stays: <Name>' -Skip:$skipMount -ForEach @(
            @{ Name = 'Get-ContainerLog'; Line = 'Get-ContainerLog {0}-big -OutFile out' }
            @{ Name = 'Invoke-ContainerCommand'; Line = 'Invoke-ContainerCommand {0}-on -OutFile out -Command head, -c1000000, /dev/zero' }
            @{ Name = 'Invoke-Container'; Line = 'Invoke-Container {1} -Name {0}-full -AutoRemove -OutFile out -Command head, -c1000000, /dev/zero' }
        ) {
            if ($Name -eq 'Get-ContainerLog') {
                New-Container $image -Name "$run-big" @label -Command sh, '-c', 'head -c 1000000 /dev/zero | tr "\0" x' | Start-Container
                Wait-Container "$run-big" | Out-Null
            }
            $full = (New-Item -ItemType Directory (Join-Path $TestDrive "full$Name")).FullName
            $child = Invoke-Child @"
Set-Location '$full'; Set-Content out old; `$e = `$null
try { $($Line -f $run, $image) -ErrorAction Stop } catch { `$e = `$_ }
"`$("`$(`$e.FullyQualifiedErrorId)".Split(',')[0])|`$((Get-ChildItem -Force).Name -join ' ')|`$(Get-Content out)|`$e"
"@ -Before 'unshare', '-m', 'sh', '-c', "mount -t tmpfs -o size=64k none '$full' && exec `"`$@`"", 'sh'
            $answer = $child.StandardOutput.ReadLine()
            $child.WaitForExit()
            $answer | Should -BeLike 'InputOutput|out|old|*space*'
        }
    }

    Context 'secrets' {
        It 'are in no transcript' -Skip:(-not $env:DOCKERPS_TEST_REGISTRY_AUTH) {
            $file = Join-Path $TestDrive transcript.txt
            $wrong = "$env:DOCKERPS_TEST_REGISTRY_AUTH/${run}:1"
            # In a shell of its own, whose host nobody reads.
            $child = Invoke-Child @"
Start-Transcript '$file'
`$credential = [pscredential]::new('dps', (ConvertTo-SecureString (-join 'neeS-eB-oT-toN-2retnuh'[-1..-22]) -AsPlainText -Force))
Push-Image $image -As $wrong -Credential `$credential -Verbose -Debug -ErrorAction Continue
Receive-Image $wrong -Credential `$credential -Verbose -Debug -ErrorAction Continue
Invoke-ContainerCommand $run-on -Environment ('TOKEN=' + `$credential.GetNetworkCredential().Password) -Verbose -Debug -Command 'true'
`$Error | Format-List * -Force
Stop-Transcript
"@
            $child.StandardError.ReadToEndAsync() | Out-Null
            $shown = $child.StandardOutput.ReadToEnd()
            Remove-Image $wrong -ErrorAction Ignore
            $shown | Should -Not -Match 'hunter2'
            $text = Get-Content $file -Raw
            $text | Should -Match 'RegistryUnauthorized'
            $text | Should -Not -Match 'hunter2'
        }
    }

    It 'reads a log of any length in the same memory: <_>' -Skip:$skipLinux -ForEach 'Raw', 'AsObject' {
        if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman has no log driver "local", and its own reads every line of text anew' }
        foreach ($size in 20, 100) {
            if (-not (Get-Container "$run-log$size*")) {
                New-Container $image -Name "$run-log$size" @label -LogDriver local -LogOption @{ 'max-size' = '1g' } -Command sh, '-c', "yes $('0123456789' * 20) | head -c ${size}000000" | Start-Container
            }
        }
        Wait-Container "$run-log20", "$run-log100" | Out-Null
        $children = foreach ($size in 20, 100) {
            Invoke-Child "Get-ContainerLog $run-log$size -$_ | Out-Null; (Get-Content /proc/self/status | Select-String '^VmHWM:\s+(\d+)').Matches.Groups[1].Value"
        }
        [long[]] $kilobytes = foreach ($child in $children) { $child.StandardOutput.ReadLine(); $child.WaitForExit() }
        $kilobytes[1] - $kilobytes[0] | Should -BeLessThan (32 * 1024)
    }
}
