BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE
}

Describe 'Sessions in a real terminal' -Skip:$skip {
    BeforeAll {
        $screens = @{ Number = 0 }
        $tmux = Get-Command tmux -CommandType Application -ErrorAction Ignore | Select-Object -First 1
        $module = $env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1')
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $image = $env:DOCKERPS_TEST_IMAGE
        $label = $env:DOCKERPS_TEST_LABEL ? @('--label', $env:DOCKERPS_TEST_LABEL) : @()
        $run = $env:DOCKERPS_TEST_LABEL ? "-Label '$env:DOCKERPS_TEST_LABEL'" : ''
        $web = "dpsterm$PID-web"
        $work = "dpsterm$PID-work"
        # Short: the path of a socket has 107 bytes.
        $socket = Join-Path ([IO.Path]::GetTempPath()) "dpsterm$PID"

        function Invoke-Tmux { & $tmux.Source -u -S $socket -f /dev/null @args }

        function Get-Screen { (Invoke-Tmux capture-pane -p) -join "`n" }

        function Wait-For([scriptblock]$Condition, [string]$What) {
            $limit = [DateTime]::UtcNow.AddSeconds(60)
            while (-not (& $Condition)) {
                if ([DateTime]::UtcNow -gt $limit) { throw "Waited in vain for $What. The screen:`n$(Get-Screen)" }
                Start-Sleep -Milliseconds 30
            }
        }

        # Waits for a text on a line of its own, so that what was typed is not taken for its answer.
        function Wait-Line([string]$Pattern) { Wait-For { (Get-Screen) -match "(?m)^$Pattern\s*$" } "a line like '$Pattern'" }

        # The last line with text: what waits for keys.
        function Wait-Last([string]$Pattern) { Wait-For { (Get-Screen).TrimEnd() -split "`n" | Select-Object -Last 1 | ForEach-Object { $_ -match "^$Pattern\s*$" } } "'$Pattern' at the end" }

        function Send-Line([string]$Text) {
            Invoke-Tmux send-keys -l -- $Text
            Invoke-Tmux send-keys Enter
        }

        function Get-Mode { ((stty -a -F $tty) -join ' ') -replace 'rows \d+; columns \d+;' }

        # An empty screen, and PowerShell's prompt on it.
        function Clear-Screen {
            # Each has its number: what is left of the one before is not taken for it.
            $screens.Number++
            Send-Line "Clear-Host; 'clean-' + $($screens.Number)"
            Wait-Line "clean-$($screens.Number)"
            Wait-Last 'READY>'
        }

        # Opens a shell of busybox by a line of PowerShell and waits for its prompt.
        function Open-Shell([string]$Line) {
            Clear-Screen
            Send-Line $Line
            Wait-Last '/ #'
        }

        if ($tmux) {
            docker run -d --name $web @label --stop-timeout 0 $image sleep 1000000 | Out-Null
            # Nothing of the user's: no profile, no history, and no guesses on the screen.
            $start = "Set-PSReadLineOption -HistorySaveStyle SaveNothing -PredictionSource None; function prompt { 'READY> ' }; Import-Module '$module'"
            Invoke-Tmux new-session -d -x 100 -y 30 pwsh -NoProfile -NoLogo -NoExit -Command $start
            Wait-Last 'READY>'
            $tty = Invoke-Tmux display-message -p '#{pane_tty}'
            Clear-Screen
            $before = Get-Mode
        }
    }

    AfterAll {
        if ($tmux) {
            Invoke-Tmux kill-server
            docker rm -f $web $work 2>&1 | Out-Null
            Remove-Item -LiteralPath $socket -ErrorAction Ignore
        }
    }

    BeforeEach {
        if (-not $tmux) {
            Set-ItResult -Skipped -Because 'no tmux on PATH'
        }
        else {
            docker start $web | Out-Null
        }
    }

    It 'what is typed goes into the container, and the exit code comes back' {
        Open-Shell "Enter-Container $web"
        Send-Line 'echo $((40 + 2)) $(tty)'
        Wait-Line '42 /dev/pts/\d+'
        Get-Mode | Should -Not -Be $before
        Send-Line 'exit 7'
        Wait-Last 'READY>'
        Get-Mode | Should -Be $before
        Send-Line '"code $LASTEXITCODE"'
        Wait-Line 'code 7'
    }

    It 'the size is that of the window, and follows it' {
        Open-Shell "Enter-Container $web"
        Send-Line 'stty size'
        Wait-Line '30 100'
        Invoke-Tmux resize-window -x 90 -y 25
        # The engine is told in its own time.
        Send-Line 'until [ "$(stty size)" = "25 90" ]; do sleep 0.05; done; echo fol""lowed'
        Wait-Line 'followed'
        Invoke-Tmux resize-window -x 100 -y 30
        Send-Line 'exit'
        Wait-Last 'READY>'
    }

    It 'Ctrl+C interrupts the command in the container, not the session' {
        Open-Shell "Enter-Container $web"
        Send-Line 'echo beg""un; sleep 1000; echo en""ded $?'
        Wait-Line 'begun'
        Invoke-Tmux send-keys C-c
        Wait-Last '/ #'
        Send-Line 'echo still $((1 + 1))'
        Wait-Line 'still 2'
        Send-Line 'exit'
        Wait-Last 'READY>'
    }

    It 'every other key gets there as well' {
        Open-Shell "Enter-Container $web"
        Send-Line 'stty raw -echo; echo li""stens; head -c 12 | od -An -tx1; stty sane'
        Wait-Line '\s*listens'
        Invoke-Tmux send-keys C-c C-z 'C-\' C-q C-s C-d Tab Escape DC
        Wait-Line '\s*03 1a 1c 11 13 04 09 1b 1b 5b 33 7e'
        Send-Line 'exit'
        Wait-Last 'READY>'
    }

    It 'the detach keys leave, and Connect-Container comes back' {
        Open-Shell "Run-Container -it -Name $work $run $image sh"
        Send-Line 'here=42'
        Wait-Last '/ #'
        Invoke-Tmux send-keys C-p C-q
        Wait-Last 'READY>'
        Get-Screen | Should -Match 'Detached from container'
        Get-Mode | Should -Be $before
        Send-Line '"code $LASTEXITCODE"'
        Wait-Line 'code 0'
        docker inspect -f '{{.State.Running}}' $work | Should -Be 'true'

        Open-Shell "Attach-Container $work"
        Send-Line 'echo back $here'
        Wait-Line 'back 42'
        Send-Line 'exit 3'
        Wait-Last 'READY>'
        Send-Line '"code $LASTEXITCODE"'
        Wait-Line 'code 3'

        Open-Shell "Start-Container $work -Attach -Interactive -DetachKey x,y"
        Invoke-Tmux send-keys -l 'axxy'
        Wait-Last 'READY>'
        Send-Line '"code $LASTEXITCODE"'
        Wait-Line 'code 0'
    }

    It 'a container that is killed gives the terminal back, and no key is lost' {
        foreach ($round in 1..3) {
            Open-Shell "Enter-Container $web"
            docker kill $web | Out-Null
            # Not the prompt: the very first keys are the shell's.
            Wait-For { (Get-Mode) -eq $before } 'the terminal as it was'
            Send-Line "'typed-' + 'ahead-$round'"
            Wait-Line "typed-ahead-$round"
            Wait-Last 'READY>'
            docker start $web | Out-Null
        }

        Send-Line '"code $LASTEXITCODE"'
        Wait-Line 'code 137'
    }

    It 'a program that is killed leaves neither its screen nor a hidden cursor behind' {
        Clear-Screen
        Send-Line "Enter-Container $web -Command sh, -c, 'printf `"\033[?1049h\033[?25l\033[?1000h`"; echo drawn; exec sleep 1000000'"
        Wait-Line 'drawn'
        Invoke-Tmux display-message -p '#{alternate_on}#{cursor_flag}#{mouse_any_flag}' | Should -Be '101'
        docker kill $web | Out-Null
        Wait-Last 'READY>'
        Invoke-Tmux display-message -p '#{alternate_on}#{cursor_flag}#{mouse_any_flag}' | Should -Be '010'
        Get-Mode | Should -Be $before
    }

    It 'a program that is not there is an error, and the terminal is as it was' {
        Clear-Screen
        Send-Line "Enter-Container $web nosuchprogram"
        # podman writes it into the command's output.
        Wait-For { (Get-Screen) -match 'could not be started|exec failed' } 'the error'
        Wait-Last 'READY>'
        Get-Mode | Should -Be $before
    }

    It 'a container with -AutoRemove is gone when its session ends' {
        $name = "$work-rm"
        Open-Shell "Run-Container -it -rm -Name $name $run $image sh"
        Send-Line 'exit 5'
        Wait-Last 'READY>'
        Send-Line '"code $LASTEXITCODE"'
        Wait-Line 'code 5'
        docker ps -aq --filter "name=$name" | Should -BeNullOrEmpty
    }

    It '-Interactive alone reads lines up to Ctrl+D' {
        Clear-Screen
        Send-Line "Exec-Container $web -i -- sh -c 'echo be`"`"gun; while read a; do echo [`$a]; done; exit 4'"
        Wait-Line 'begun'
        # Typed, corrected, and seen twice: as it is typed, and as it comes back.
        Invoke-Tmux send-keys -l 'onex'
        Invoke-Tmux send-keys BSpace Enter
        Wait-Line '\[one\]'
        Invoke-Tmux send-keys C-d
        Wait-Last 'READY>'
        Get-Mode | Should -Be $before
        Send-Line '"code $LASTEXITCODE"'
        Wait-Line 'code 4'
    }

    It 'Ctrl+C ends -Interactive without -Tty' {
        Clear-Screen
        Send-Line "Exec-Container $web -i -- sh -c 'echo be`"`"gun; cat'"
        Wait-Line 'begun'
        Invoke-Tmux send-keys C-c
        Wait-Last 'READY>'
        Get-Mode | Should -Be $before
        Send-Line "'typed-' + 'after'"
        Wait-Line 'typed-after'
    }

    It 'a login is asked for, and what is typed is the login' -Skip:(-not $env:DOCKERPS_TEST_REGISTRY_AUTH) {
        $registry = $env:DOCKERPS_TEST_REGISTRY_AUTH
        Clear-Screen
        Send-Line "Connect-DockerRegistry $registry -SessionOnly; (Get-DockerRegistry $registry).UserName + '-in'"
        Wait-Last 'User:'
        Send-Line $env:DOCKERPS_TEST_REGISTRY_USER
        Wait-Last "Password for user $($env:DOCKERPS_TEST_REGISTRY_USER):"
        Send-Line $env:DOCKERPS_TEST_REGISTRY_PASSWORD
        Wait-Line "$($env:DOCKERPS_TEST_REGISTRY_USER)-in"
        Wait-Last 'READY>'
        Send-Line "Disconnect-DockerRegistry $registry"
        Wait-Last 'READY>'
    }

    It 'is refused where PowerShell has no terminal for it' {
        Clear-Screen
        Send-Line "1 | ForEach-Object -Parallel { Import-Module '$module'; Enter-Container $web } -ErrorVariable e; `$e[0].FullyQualifiedErrorId"
        Wait-For { (Get-Screen) -match '(?m)^TerminalUnavailable,' } 'the error'
        Wait-Last 'READY>'
    }
}

Describe 'Without a terminal' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $module = $env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1')
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
    }

    It 'a session is refused with advice, and no container is made' {
        $name = "dpsterm$PID-none"
        $said = '' | pwsh -NoProfile -NonInteractive -Command "Import-Module '$module'; try { Run-Container -it -Name $name $env:DOCKERPS_TEST_IMAGE } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }"
        $said[0] | Should -BeLike 'TerminalUnavailable,*'
        $said[1] | Should -Match '-InFile'
        docker ps -aq --filter "name=$name" | Should -BeNullOrEmpty
    }

    It '-Interactive reads what the shell is given' {
        $label = $env:DOCKERPS_TEST_LABEL ? "-Label '$env:DOCKERPS_TEST_LABEL'" : ''
        'one', 'two' | pwsh -NoProfile -NonInteractive -Command "Import-Module '$module'; Invoke-Container -Interactive -AutoRemove $label $env:DOCKERPS_TEST_IMAGE cat" | Should -Be 'one', 'two'
    }
}
