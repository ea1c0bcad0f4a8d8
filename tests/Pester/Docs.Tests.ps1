BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../..'
    Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $root 'DockerPS.psd1'))

    $examples = foreach ($command in Get-Command -Module DockerPS -CommandType Cmdlet) {
        $number = 0
        foreach ($example in (Get-Help $command.Name -Full).examples.example) {
            $number++
            @{ Where = "$($command.Name), example $number"; Code = $example.code; Command = $command.Name }
        }
    }

    # Fenced blocks that are marked as PowerShell, and in tables the code of every column but docker's own.
    $documents = foreach ($file in 'README.md', 'docs/migration.md') {
        $line = 0
        $start = 0
        $block = $null
        foreach ($text in Get-Content (Join-Path $root $file)) {
            $line++
            if ($text -match '^```') {
                if ($null -ne $block) {
                    @{ Where = "$file, line $start"; Code = $block -join "`n" }
                    $block = $null
                } elseif ($text -eq '```powershell') {
                    $start = $line
                    $block = [Collections.Generic.List[string]]::new()
                }
            } elseif ($null -ne $block) {
                $block.Add($text)
            } elseif ($text.StartsWith('|')) {
                # The first column is what was typed before. An escaped bar belongs to its cell.
                $cells = $text -split '(?<!\\)\|' | Select-Object -Skip 2
                foreach ($code in [regex]::Matches($cells -join ' ', '`([^`]+)`')) {
                    $command = $code.Groups[1].Value -replace '\\\|', '|'
                    if ($command -cmatch '^[A-Z][a-z]+-[A-Z]' -and $command -notmatch '^[A-Z][a-z]+-$') {
                        @{ Where = "$file, line ${line}: $command"; Code = $command; Planned = $text.Contains('(phase ') }
                    }
                }
            }
        }
    }

    # The indented blocks of the topics that begin with a command, a variable, a text or a word of the language; those of Dockerfiles and compose
    # files, their variables, tables, errors and parameters by themselves are left out.
    $topic = foreach ($file in Get-ChildItem (Join-Path $root 'en-US') -Filter 'about_*.help.txt') {
        foreach ($block in (Get-Content $file.FullName -Raw) -split '(?:\r?\n){2,}') {
            if ($block -cmatch '^ {8}((FROM|RUN|COPY) |[a-z_]+:|[a-z_]+, |\S+\.yaml:\d|-|[A-Z]=\d|\$[A-Z] +\$\{)') { continue }
            if ($block -match '^ {8}\S' -or $block -match '^ {4}Get-') {
                @{ Where = "$($file.Name -replace '\.help\.txt$'): $(($block -split '\r?\n')[0].Trim())"; Code = $block }
            }
        }
    }
}

Describe 'What the help and the documents tell users to type' {
    BeforeAll {
        $module = 'DockerPS'
        $own = (Get-Command -Module $module).Name
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        # What a reader has besides this module: PowerShell's own commands, programs that stand for "before", and the vault of SecretManagement.
        $foreign = 'docker', 'dotnet', 'pwsh', 'Get-Secret', 'Set-Secret'

        function Get-Complaint {
            param([string] $Code)
            $errors = $null
            $tree = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref]$null, [ref]$errors)
            foreach ($problem in $errors) { "does not parse: $($problem.Message)" }
            foreach ($call in $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
                $name = $call.GetCommandName()
                # Microsoft's older modules are shown as what was typed before.
                if (-not $name -or $name -in $foreign -or $name -match '^\.{0,2}[/\\]' -or $name -match '-ContainerImage$') { continue }
                $command = Get-Command $name -ErrorAction Ignore | Select-Object -First 1
                if (-not $command) { "there is no command '$name'"; continue }
                if ($name -notin $own) { continue }
                if ($command.CommandType -eq 'Alias') { $command = $command.ResolvedCommand }
                $names = $command.Parameters.Values | ForEach-Object { $_.Name; $_.Aliases }
                foreach ($element in $call.CommandElements) {
                    if ($element.Extent.Text -eq '--') { break }
                    if ($element -is [System.Management.Automation.Language.CommandParameterAst] -and
                        $element.ParameterName -notin $names -and $element.ParameterName -notin $common) {
                        "$($command.Name) has no parameter -$($element.ParameterName)"
                    }
                }
            }
        }
    }

    It 'finds what it is to check' -ForEach @{ Examples = $examples.Count; Documents = $documents.Count; Topic = $topic.Count } {
        $Examples | Should -BeGreaterThan 50
        $Documents | Should -BeGreaterThan 50
        $Topic | Should -BeGreaterThan 5
    }

    It 'complains about what is wrong' {
        Get-Complaint 'Get-Container -Nmae web' | Should -Be 'Get-Container has no parameter -Nmae'
        Get-Complaint 'Get-Contianer web' | Should -Be "there is no command 'Get-Contianer'"
        Get-Complaint 'Get-Container | ' | Should -BeLike 'does not parse:*'
        Get-Complaint 'Get-Container web | Stop-Container -Tmie 5' | Should -Be 'Stop-Container has no parameter -Tmie'
    }

    It 'has help examples that parse, with commands and parameters that exist: <Where>' -ForEach $examples {
        Get-Complaint $Code | Should -BeNullOrEmpty
        $Code | Should -Match ((@($Command) + (Get-Alias -Definition $Command -ErrorAction Ignore).Name) -join '|') -Because 'an example shows its own cmdlet'
    }

    It 'has documents that parse, with commands and parameters that exist: <Where>' -ForEach ($documents | Where-Object { -not $_.Planned }) {
        Get-Complaint $Code | Should -BeNullOrEmpty
    }

    It 'has a topic that parses, with commands and parameters that exist: <Where>' -ForEach $topic {
        Get-Complaint $Code | Should -BeNullOrEmpty
    }
}
