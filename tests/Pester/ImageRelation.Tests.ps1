BeforeAll {
    Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
    $image = $env:DOCKERPS_TEST_IMAGE
    $label = $env:DOCKERPS_TEST_LABEL
}

Describe 'What images have to do with each other' -Skip:(-not $env:DOCKERPS_TEST_ENGINE) {
    BeforeEach {
        $name = "rel-$([guid]::NewGuid().ToString('N').Substring(0, 12))"
        $base = "FROM $image", "RUN echo $name > /base" | New-Image -Tag "$($name):base" -Label $label -Quiet
        $child = "FROM $($name):base", 'RUN echo child > /child' | New-Image -Tag "$($name):child" -Quiet
    }

    AfterEach { Get-Image "$($name):*" | Remove-Image -Force }

    It 'goes from an image to what is built upon it, and back' {
        (Get-Image "$($name):base" -Child).Reference | Should -Contain $child.Reference
        ($child | Get-Image -Parent).Reference | Should -Contain $base.Reference
        ($base | Get-Image -Parent).Reference | Should -Contain $image
    }

    It 'filters by age, to the second' {
        (Get-Image "$($name):*" -Until $child.Created.AddSeconds(5)).Reference | Should -Contain $child.Reference
        Get-Image "$($name):*" -Until 1h | Should -BeNullOrEmpty
    }

    It 'names the container that holds an image, and what helps' {
        $container = New-Container $child -Name "$name-holder"
        try {
            Remove-Image $child.Reference -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem.Exception.Containers.Name | Should -Be "$name-holder"
            $problem.ErrorDetails.RecommendedAction | Should -BeLike "*Remove-Container $name-holder*"
        }
        finally {
            $container | Remove-Container
        }
    }

    It 'removes an image and what it was built upon by one command' {
        (Remove-Image $child.Reference, $base.Reference -PassThru -ErrorAction Stop).Untagged | Where-Object { $_ } |
            Should -Be $child.Reference, $base.Reference
        Get-Image "$($name):*" | Should -BeNullOrEmpty
    }

    It 'says which engine knows platforms of an image' {
        if ([version]"$($base.Connection.ApiVersion)" -ge [version]'1.49') {
            (Get-Image $base.Reference -Platform linux/amd64).OperatingSystem | Should -Be 'linux'
        }
        else {
            Get-Image $base.Reference -Platform linux/amd64 -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problem.FullyQualifiedErrorId | Should -BeLike 'NotSupportedByEngine,*'
        }
    }
}
