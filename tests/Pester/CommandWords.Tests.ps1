# What PowerShell's binder makes of the lines that users type. No engine is needed: -WhatIf asks none, and refusals come first.

BeforeAll {
    Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
    $script:hostBefore = $env:DOCKER_HOST
    $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
    $PSDefaultParameterValues = @{ '*-Container:WhatIf' = $true }

    $ErrorActionPreference = 'Stop'

    function Get-Refusal([scriptblock] $Refused) {
        try { $null = & $Refused } catch { return $_ }
        throw 'The line was not refused.'
    }
}

AfterAll {
    $env:DOCKER_HOST = $script:hostBefore
}

Describe 'Lines as docker has them' {
    It 'binds <Line>' -ForEach @(
        @{ Line = 'Run-Container -d -p 8080:80 -e A=1 nginx' }
        @{ Line = 'Run-Container -d -it alpine sh' }
        @{ Line = 'Run-Container -d -p 8080:80, 8443:443 -v data:/data -w /tmp -u 1000 -h web -m 512m -l a=b -rm nginx' }
        @{ Line = 'New-Container -it alpine sh' }
        @{ Line = 'New-Container alpine sleep 100' }
        @{ Line = 'New-Container alpine ls --all -Z /tmp' }
        @{ Line = "New-Container alpine -- sh -c 'x' -d -v" }
        @{ Line = "New-Container alpine sh -c 'echo hi'" }
        @{ Line = "New-Container alpine sh '-t'" }
        @{ Line = "New-Container alpine -Command sh, -t, 'x'" }
        @{ Line = "New-Container alpine -Command sh, -c, 'x' -Tty -Name a" }
        @{ Line = 'New-Container -Env A=1 -Name a alpine sleep 1' }
        @{ Line = 'New-Container alpine -Name a' }
        @{ Line = 'New-Container alpine kill -9 1' }
        @{ Line = 'Create-Container -Publish @{ 8080 = 80 } -Cpus 1.5 -ShmSize 64MB alpine' }
    ) {
        { & ([scriptblock]::Create($Line)) } | Should -Not -Throw
    }

    It 'takes splatted tables, lists and the words of a function' {
        $table = @{ Image = 'alpine'; Tty = $true; Command = 'sh', '-t' }
        { New-Container @table } | Should -Not -Throw
        $options = @{ Tty = $true }
        { New-Container @options alpine sh } | Should -Not -Throw
        $list = 'alpine', 'sh', '-t'
        { New-Container @list } | Should -Not -Throw
        function Invoke-Wrapped { New-Container alpine -Command $args }
        { Invoke-Wrapped sh -t x } | Should -Not -Throw
        function Invoke-Splatted { New-Container @args }
        { Invoke-Splatted alpine sh } | Should -Not -Throw
    }

    It 'takes images from the pipeline' {
        { 'alpine', 'busybox' | New-Container -Command sleep, 100 } | Should -Not -Throw
    }
}

Describe 'Words that PowerShell took from the command' {
    It 'refuses <Line> and shows <Corrected>' -ForEach @(
        @{ Line = 'Run-Container alpine sh -d'; Corrected = 'Run-Container alpine -- sh -d' }
        @{ Line = 'New-Container alpine sh -t'; Corrected = 'New-Container alpine -- sh -t' }
        @{ Line = 'New-Container alpine ls -la /tmp'; Corrected = 'New-Container alpine -- ls -la /tmp' }
        @{ Line = 'New-Container -Name a alpine grep -v x'; Corrected = 'New-Container -Name a alpine -- grep -v x' }
        @{ Line = 'New-Container alpine -Env A=1 sh -w x'; Corrected = 'New-Container alpine -Env A=1 -- sh -w x' }
        @{ Line = 'New-Container -Image alpine sh -i'; Corrected = 'New-Container -Image alpine -- sh -i' }
        @{ Line = "New-Container alpine sh -c 'x' -t"; Corrected = "New-Container alpine -- sh -c 'x' -t" }
        @{ Line = 'New-Container alpine sleep 100 -Name a'; Corrected = 'New-Container alpine -- sleep 100 -Name a' }
        @{ Line = "& 'New-Container' alpine sh -t"; Corrected = "& 'New-Container' alpine -- sh -t" }
        @{ Line = "1 | ForEach-Object { New-Container alpine sh ```n -t }"; Corrected = "New-Container alpine -- sh ```n -t" }
    ) {
        $refusal = Get-Refusal { & ([scriptblock]::Create($Line)) }
        $refusal.FullyQualifiedErrorId | Should -BeLike 'CommandWordTaken,*'
        $refusal.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $refusal.ErrorDetails.RecommendedAction | Should -BeLike "*$([wildcardpattern]::Escape($Corrected)) *"
    }

    It 'leaves the common parameters, spelled in full, to PowerShell' {
        { Run-Container alpine sh -c 'x' -WhatIf -ErrorAction Stop } | Should -Not -Throw
        { Run-Container alpine ls -whatif } | Should -Throw -ErrorId 'CommandWordTaken*'
    }

    It 'finds them behind an alias and behind a splatted table' {
        Set-Alias newc New-Container
        (Get-Refusal { newc alpine sh -t }).ErrorDetails.RecommendedAction | Should -BeLike '*newc alpine -- sh -t *'
        $table = @{ Image = 'alpine' }
        (Get-Refusal { New-Container @table sh -t }).ErrorDetails.RecommendedAction | Should -BeLike '*New-Container @table -- sh -t *'
    }

    It 'refuses <Line> before any engine is asked' -ForEach @(
        @{ Line = 'Invoke-ContainerCommand web ls -d /tmp'; Corrected = 'Invoke-ContainerCommand web -- ls -d /tmp' }
        @{ Line = 'Exec-Container web ls -d /tmp'; Corrected = 'Exec-Container web -- ls -d /tmp' }
        @{ Line = "Invoke-ContainerCommand -Id $('a' * 64) ls -d /tmp"; Corrected = "Invoke-ContainerCommand -Id $('a' * 64) -- ls -d /tmp" }
    ) {
        $refusal = Get-Refusal { & ([scriptblock]::Create($Line)) }
        $refusal.FullyQualifiedErrorId | Should -BeLike 'CommandWordTaken,*'
        $refusal.ErrorDetails.RecommendedAction | Should -BeLike "*$([wildcardpattern]::Escape($Corrected)) *"
    }

    It 'refuses words that PowerShell cuts at a colon' {
        (Get-Refusal { New-Container alpine app -xy:5 }).FullyQualifiedErrorId | Should -BeLike 'CommandWordSplit,*'
        (Get-Refusal { New-Container alpine -- app -xy:5 }).FullyQualifiedErrorId | Should -BeLike 'CommandWordSplit,*'
        { New-Container alpine app '-xy:5' } | Should -Not -Throw
    }
}

Describe 'Parameters that are misspelt' {
    It 'refuses <Line> and names <Meant>' -ForEach @(
        @{ Line = 'New-Container -Publsh 80 alpine sh'; Meant = '-Publish' }
        @{ Line = 'New-Container -Foo alpine sh'; Meant = '' }
        @{ Line = 'New-Container alpine -Autoremoev sh'; Meant = '-AutoRemove' }
        @{ Line = 'New-Container alpine sleep 100 -AutoRemoev'; Meant = '-AutoRemove' }
    ) {
        $refusal = Get-Refusal { & ([scriptblock]::Create($Line)) }
        $refusal.FullyQualifiedErrorId | Should -BeLike 'ParameterUnknown,*'
        if ($Meant) { $refusal.ErrorDetails.RecommendedAction | Should -BeLike "*Did you mean $Meant[?]*" }
    }

    It 'refuses an image whose name begins with a dash and names the parameter' {
        $list = '-p', 'alpine'
        New-Container @list -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'BadName,*'
        $problem[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Publish*'
    }

    It 'refuses a container name that begins with a dash' {
        (Get-Refusal { New-Container -Name '-x' alpine }).FullyQualifiedErrorId | Should -BeLike 'BadName,*'
    }
}
