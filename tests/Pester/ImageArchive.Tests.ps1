BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
    $noTar = -not (Get-Command tar, gzip, sha256sum -CommandType Application -ErrorAction Ignore)
}

Describe 'Images as archives, on a real engine' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $dockerHost = $env:DOCKER_HOST
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $run = "dpsarc$PID"
        docker tag $env:DOCKERPS_TEST_IMAGE "$run/a:1"
        docker tag $env:DOCKERPS_TEST_IMAGE "$run/a:2"
        docker tag $env:DOCKERPS_TEST_IMAGE "$run/b:1"
        Push-Location TestDrive:\
        function Get-ManifestTag([string] $Path) { (tar -xOf $Path manifest.json | ConvertFrom-Json).RepoTags | ForEach-Object { $_ -replace '^(localhost|docker.io)/' } | Sort-Object }
    }

    AfterAll {
        Pop-Location
        # podman lists all names of an image of which one fits.
        $images = @(docker image ls --format '{{.Repository}}:{{.Tag}}' | Where-Object { $_ -like "*$run/*" } | Select-Object -Unique)
        if ($images) { docker rmi @images | Out-Null }
        $env:DOCKER_HOST = $dockerHost
    }

    Context 'Export-Image' {
        It 'writes several images into one archive, with their references' -Skip:$noTar {
            $file = Get-Image "$run/*" | Save-Image -OutFile all.tar -PassThru
            $file.FullName | Should -Be (Get-Item all.tar).FullName
            Get-ManifestTag all.tar | Should -Be @("$run/a:1", "$run/a:2", "$run/b:1")
            Get-ChildItem . -Force -Filter '*all.tar*' | Should -HaveCount 1
            Save-Image "$run/a" repository.tar
            Get-ManifestTag repository.tar | Should -Be @("$run/a:1", "$run/a:2")
        }

        It 'saves by id without a reference' -Skip:$noTar {
            Export-Image (Get-Image "$run/a:1").Id -OutFile id.tar
            Get-ManifestTag id.tar | Should -BeNullOrEmpty
        }

        It 'hands bytes intact to native commands and back' -Skip:$noTar {
            Export-Image "$run/a:1" -AsByteStream | gzip -c > a.tar.gz
            gzip -dc a.tar.gz > a.tar
            tar -tf a.tar | Should -Contain manifest.json
            $config = (tar -xOf a.tar manifest.json | ConvertFrom-Json).Config
            tar -xOf a.tar $config | sha256sum | Should -BeLike "$($config -replace '^blobs/sha256/|\.json$')*"
            docker rmi "$run/a:1" | Out-Null
            (Import-Image a.tar.gz).Reference | Should -BeLike "*$run/a:1"
            docker image ls -q "$run/a:1" | Should -Not -BeNullOrEmpty
        }

        It 'stops with the pipeline' {
            $first = Export-Image "$run/a:1" -AsByteStream | Select-Object -First 1
            , $first | Should -BeOfType byte[]
            $first.Length | Should -Be 65536
        }

        It 'refuses no place to write to, and exports nothing where one is missing' {
            'old' | Set-Content old.tar
            { Export-Image "$run/a:1" } | Should -Throw '*-OutFile*-AsByteStream*'
            { Export-Image "$run/a:1", "$run/none:1" -OutFile old.tar -ErrorAction SilentlyContinue } | Should -Throw "*Nothing was exported*$run/none:1*"
            Export-Image "$run/a:1" -OutFile old.tar -WhatIf
            Get-Content old.tar | Should -Be old
            Export-Image "$run/none*" -OutFile none.tar
            Test-Path none.tar | Should -BeFalse
        }
    }

    Context 'Import-Image' {
        BeforeAll {
            docker save -o web.tar "$run/a:1"
            docker save -o db.tar "$run/b:1"
        }

        It 'loads many archives from the pipeline and by wildcard' {
            docker rmi "$run/a:1" "$run/b:1" | Out-Null
            $images = Get-ChildItem web.tar, db.tar | Load-Image
            $images | Should -BeOfType DockerPS.ImageDetail
            $images.Reference -replace '^localhost/' | Should -Be @("$run/a:1", "$run/b:1")
            (Import-Image [wd]?*.tar).Reference | Should -HaveCount 2
            (Import-Image -LiteralPath web.tar).Engine | Should -Be $images[0].Engine
        }

        It 'takes bytes as they are from the pipeline' {
            (Get-Content web.tar -AsByteStream -Raw | Import-Image).Reference | Should -BeLike "*$run/a:1"
            (Get-Content web.tar -AsByteStream -ReadCount 100000 | Import-Image).Reference | Should -BeLike "*$run/a:1"
            Export-Image "$run/*" -AsByteStream | Import-Image | Should -HaveCount 3
        }

        It 'sends piped bytes to several engines at once' -Skip:(-not $env:DOCKERPS_TEST_ENGINE2) {
            $images = Export-Image "$run/b:1" -AsByteStream | Import-Image -HostAddress $env:DOCKERPS_TEST_ENGINE, $env:DOCKERPS_TEST_ENGINE2
            $images | Should -HaveCount 2
            $images.Engine | Sort-Object -Unique | Should -HaveCount 2
            $images | Where-Object Engine -EQ $env:DOCKERPS_TEST_ENGINE2 | Remove-Image
        }

        It 'refuses text, and says what to do' -Skip:$noTar {
            $e = { gzip -c web.tar | Import-Image } | Should -Throw -ErrorId 'InputNotBytes,*' -PassThru
            $e.ErrorDetails.RecommendedAction | Should -BeLike '*Get-ChildItem*AsByteStream*'
        }

        It 'tells what it cannot read' {
            'no archive' | Set-Content bad.tar
            Import-Image bad.tar, missing.tar, . -ErrorAction SilentlyContinue -ErrorVariable e
            $e.FullyQualifiedErrorId -replace ',.*' | Should -Be @('LoadFailed', 'PathNotFound', 'BadPath')
            Import-Image web.tar -WhatIf | Should -BeNullOrEmpty
        }
    }

    Context 'Import-Image -RootFileSystem' {
        It 'makes an image of a container''s files' {
            docker create --name "$run-c" --label $env:DOCKERPS_TEST_LABEL $env:DOCKERPS_TEST_IMAGE true | Out-Null
            try {
                $image = Export-Container "$run-c" -AsByteStream | Import-Image -RootFileSystem -Tag "$run/flat:1", "$run/flat:2" -Message 'one layer' -Change 'CMD ["echo", "flat"]', 'ENV A=b'
            }
            finally { docker rm "$run-c" | Out-Null }
            if (-not $env:DOCKERPS_TEST_PODMAN) { $image.Comment | Should -Be 'one layer' }
            $image.Layers | Should -HaveCount 1
            docker run --rm "$run/flat:2" | Should -Be flat
        }

        It 'makes an empty image of an archive without files' -Skip:$noTar {
            tar -cf empty.tar --files-from /dev/null
            (Import-Image empty.tar -RootFileSystem -Tag "$run/empty").Size | Should -BeLessThan 20000
        }

        It 'sends a folder' {
            New-Item rootfs/etc -ItemType Directory | Out-Null
            'hello' | Set-Content rootfs/etc/motd
            $image = Get-Item rootfs | Import-Image -RootFileSystem -Tag "$run/folder" -Change 'CMD ["x"]'
            $id = docker create "$run/folder"
            try { docker cp "${id}:/etc/motd" motd; Get-Content motd | Should -Be hello }
            finally { docker rm $id | Out-Null }
            $image.Reference | Should -BeLike "*$run/folder:latest"
        }

        It 'says what an imported image cannot be given' {
            { Import-Image web.tar -RootFileSystem -Change 'COPY a b' } | Should -Throw '*none of CMD*'
            { Import-Image web.tar -Tag x } | Should -Throw '*-RootFileSystem*'
        }
    }

    Context 'Get-ImageHistory' {
        It 'tells what docker history tells' {
            "FROM $run/b:1", 'ENV A=b', 'RUN echo hi > /x', 'CMD ["sh"]' | New-Image -Tag "$run/history:1" -Quiet | Out-Null
            $steps = Get-ImageHistory "$run/history:1"
            $steps | Should -HaveCount @(docker history -q "$run/history:1").Count
            $steps[0].Instruction | Should -Be 'CMD ["sh"]'
            $steps[1].Instruction | Should -Be 'RUN echo hi > /x'
            $steps[2].Instruction | Should -BeIn 'ENV A=b', 'ENV A b'
            $steps[0..2].IsEmptyLayer | Should -Be @($true, $false, $true)
            $steps.Image | Select-Object -Unique | Should -BeLike "*$run/history:1"
        }

        It 'fits a terminal, and names the image' {
            $text = Get-Image "$run/history:1" | Get-ImageHistory | Out-String -Width 80
            $text | Should -Match "Image: \S*$run/history:1 on "
            $text | Should -Match '(?m)^Id +Created +Size Instruction'
            ($text -split "`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 81
        }
    }
}
