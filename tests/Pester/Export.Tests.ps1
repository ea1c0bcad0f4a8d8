BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
    $noTar = -not (Get-Command tar, sha256sum -CommandType Application -ErrorAction Ignore)
}

Describe 'Export-Container and ConvertTo-Image on a real engine' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $dockerHost = $env:DOCKER_HOST
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $run = "dpsexp$PID"
        $label = $env:DOCKERPS_TEST_LABEL ? @('--label', $env:DOCKERPS_TEST_LABEL) : @()
        docker run -d --name "$run-web" @label --stop-timeout 0 $env:DOCKERPS_TEST_IMAGE sleep 1000000 | Out-Null
        docker exec "$run-web" sh -c 'mkdir /d; head -c 3000000 /dev/urandom > /d/big; echo hi > /d/small'
        docker create --name "$run-idle" @label $env:DOCKERPS_TEST_IMAGE true | Out-Null
        Push-Location TestDrive:\
    }

    AfterAll {
        Pop-Location
        docker rm -fv "$run-web" "$run-idle" | Out-Null
        $images = @(docker image ls -q --filter "reference=$run/*" | Select-Object -Unique)
        if ($images) { docker rmi -f @images | Out-Null }
        $env:DOCKER_HOST = $dockerHost
    }

    Context 'Export-Container' {
        It 'writes the archive that docker writes' -Skip:$noTar {
            $file = Export-Container "$run-web" -OutFile web.tar -PassThru
            $file.FullName | Should -Be (Get-Item web.tar).FullName
            docker export -o docker.tar "$run-web"
            tar -tf web.tar | Sort-Object | Should -Be (tar -tf docker.tar | Sort-Object)
            tar -xOf web.tar d/big | sha256sum | Should -Be (docker exec "$run-web" sha256sum /d/big).Replace('/d/big', '-')
            Get-ChildItem . -Force -Filter '*web.tar*' | Should -HaveCount 1
        }

        It 'hands bytes intact to native commands' -Skip:$noTar {
            Export-Container "$run-web" -AsByteStream | tar -t | Should -Contain d/small
            Export-Container "$run-web" -AsByteStream | tar -xO d/big | sha256sum | Should -Be (docker exec "$run-web" sha256sum /d/big).Replace('/d/big', '-')
            Get-Container "$run-idle" | Export-Container -AsByteStream | tar -t | Should -Contain bin/
        }

        It 'stops with the pipeline' {
            $first = Export-Container "$run-web" -AsByteStream | Select-Object -First 1
            , $first | Should -BeOfType byte[]
            $first.Length | Should -Be 65536
        }

        It 'refuses several containers and no place to write to, and leaves what was there' {
            'old' | Set-Content old.tar
            { Export-Container "$run-*" -OutFile old.tar } | Should -Throw '*2 containers cannot go into one archive*'
            { Export-Container "$run-web" } | Should -Throw '*-OutFile*-AsByteStream*'
            Export-Container "$run-none" -OutFile old.tar -ErrorAction SilentlyContinue -ErrorVariable e
            $e[0].FullyQualifiedErrorId | Should -BeLike 'ContainerNotFound,*'
            Export-Container "$run-web" -OutFile old.tar -WhatIf
            Get-Content old.tar | Should -Be old
            Export-Container "$run-none*" -OutFile none.tar
            Test-Path none.tar | Should -BeFalse
        }
    }

    Context 'ConvertTo-Image' {
        It 'makes an image with what the container has written and what was changed' {
            $image = ConvertTo-Image "$run-web" "$run/saved:1", "$run/other" -Author 'Jo <jo@example.com>' -Message 'kept & "quoted"' `
                -Change 'ENV A="b c"', 'CMD ["cat", "/d/small"]', 'LABEL kept=yes', 'EXPOSE 80'
            $image | Should -BeOfType DockerPS.ImageDetail
            $image.Reference | Should -Be "$run/saved:1"
            $image.Author | Should -Be 'Jo <jo@example.com>'
            $image.Comment | Should -Be 'kept & "quoted"'
            $image.Labels.kept | Should -Be yes
            $image.Configuration.Environment | Should -Contain 'A=b c'
            docker run --rm @label "$run/saved:1" | Should -Be hi
            docker run --rm @label "$run/other:latest" sh -c 'echo $A' | Should -Be 'b c'
            (Get-Container "$run-web").State | Should -Be running
        }

        It 'takes containers from the pipeline and returns an image of each' {
            $images = Get-Container "$run-*" | Commit-Container
            $images | Should -HaveCount 2
            $images.Id | Select-Object -Unique | Should -HaveCount 2
            $images | Remove-Image
        }

        It 'pauses only where it is not told otherwise' {
            if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman tells of no pause'; return }
            function Get-Pause([hashtable] $With) {
                $from = [DateTimeOffset]::Now.ToUnixTimeMilliseconds() / 1000
                ConvertTo-Image "$run-web" @With | Remove-Image
                $until = [DateTimeOffset]::Now.ToUnixTimeMilliseconds() / 1000
                @(docker events --since $from --until $until --filter "container=$run-web" --filter event=pause --format '{{.Action}}')
            }
            Get-Pause @{} | Should -Be pause
            Get-Pause @{ Pause = $false } | Should -BeNullOrEmpty
            Get-Pause @{ NoPause = $true } | Should -BeNullOrEmpty
        }

        It 'says what the engine refuses' {
            ConvertTo-Image "$run-web" -Change 'RUN date' -ErrorAction SilentlyContinue -ErrorVariable e
            $e[0].Exception.Message | Should -Match 'run'
            { ConvertTo-Image "$run-web" Bad:NAME } | Should -Throw '*lowercase*'
            ConvertTo-Image "$run-none" -ErrorAction SilentlyContinue -ErrorVariable e
            $e[0].FullyQualifiedErrorId | Should -BeLike 'ContainerNotFound,*'
            ConvertTo-Image "$run-web" "$run/none" -WhatIf | Should -BeNullOrEmpty
            docker image ls -q "$run/none" | Should -BeNullOrEmpty
        }
    }
}
