BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
}

Describe 'The file cmdlets on a real engine' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $dockerHost = $env:DOCKER_HOST
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $run = "dpsfile$PID"
        $label = $env:DOCKERPS_TEST_LABEL ? @('--label', $env:DOCKERPS_TEST_LABEL) : @()
        docker run -d --name "$run-web" @label --stop-timeout 0 $env:DOCKERPS_TEST_IMAGE sleep 1000000 | Out-Null
        docker exec "$run-web" sh -c 'mkdir -p /d/sub; echo one > /d/a.txt; echo three > /d/sub/c.txt; ln /d/a.txt /d/b.txt; ln -s a.txt /d/link; chmod 4750 /d/a.txt; echo x > "/d/[x].txt"'
        docker create --name "$run-idle" @label $env:DOCKERPS_TEST_IMAGE true | Out-Null
        Push-Location TestDrive:\
    }

    AfterAll {
        Pop-Location
        docker rm -fv "$run-web" "$run-idle" | Out-Null
        $env:DOCKER_HOST = $dockerHost
    }

    Context 'Get-ContainerFile' {
        It 'lists a folder with typed entries' {
            $files = Get-ContainerFile "$run-web" /d
            $files.Name | Sort-Object | Should -Be '[x].txt', 'a.txt', 'b.txt', 'link', 'sub'
            $a = $files | Where-Object Name -EQ a.txt
            $a | Should -BeOfType DockerPS.ContainerFile
            $a.FullName | Should -Be /d/a.txt
            $a.Length | Should -Be 4
            $a.Mode | Should -Be '-rwsr-x---'
            $a.LastWriteTime | Should -BeOfType datetime
            $a.Container | Should -Be "$run-web"
            # Another name of a file has its length, too.
            ($files | Where-Object Name -EQ b.txt).Length | Should -Be 4
            ($files | Where-Object Name -EQ link).LinkTarget | Should -Be a.txt
            ($files | Where-Object Name -EQ sub).Type | Should -Be Directory
        }

        It 'lists stopped containers, takes name:path, and goes as deep as it is told' {
            (Get-ContainerFile "${run}-idle:/etc").Name | Should -Contain passwd
            (Get-ContainerFile "$run-web" /d -Recurse).FullName | Should -Contain /d/sub/c.txt
            (Get-ContainerFile "$run-web" /d -Depth 0).FullName | Should -Not -Contain /d/sub/c.txt
            (Get-Container "$run-*" | Get-ContainerFile -Path /etc/passwd).Container | Sort-Object | Should -Be "$run-idle", "$run-web"
            (Get-Container "$run-*" | Get-ContainerFile /etc/passwd).Container | Sort-Object | Should -Be "$run-idle", "$run-web"
        }

        It 'filters and matches' {
            if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman takes brackets in a path for a pattern of its own' }
            (Get-ContainerFile "$run-web" /d/*.txt -Exclude a*).Name | Should -Be '[x].txt', 'b.txt'
            (Get-ContainerFile "$run-web" /d/*/c*).FullName | Should -Be /d/sub/c.txt
            (Get-ContainerFile "$run-web" /d -Directory).Name | Should -Be sub
            (Get-ContainerFile "$run-web" /d -File -Filter 'b*').Name | Should -Be b.txt
            (Get-ContainerFile "$run-web" '/d/[x].txt').Name | Should -Be '[x].txt'
            (Get-ContainerFile "$run-web" '/d/[ab].txt').Name | Should -Be a.txt, b.txt
            (Get-ContainerFile "$run-web" /d -Item).Type | Should -Be Directory
        }

        It 'says that a path is missing, and is silent about a wildcard' {
            Get-ContainerFile "$run-web" /nosuch, /d/a.txt/x -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
            $problem.FullyQualifiedErrorId | Should -Be (@('ContainerFileNotFound,DockerPS.Commands.GetContainerFileCommand') * 2)
            Get-ContainerFile "$run-web" /d/nosuch* | Should -BeNullOrEmpty
        }

        It 'shows a table by folder' {
            $text = Get-ContainerFile "$run-web" /d | Out-String
            $text | Should -Match "Directory: $run-web:/d"
            $text | Should -Match 'link -> a.txt'
        }
    }

    Context 'Copy-ContainerFile' {
        It 'copies out of a container and into one' {
            $file = Copy-ContainerFile "${run}-web:/d/sub/c.txt" ./ -PassThru
            $file | Should -BeOfType System.IO.FileInfo
            Get-Content c.txt | Should -Be three
            $made = Copy-ContainerFile c.txt "${run}-idle:/tmp/here" -PassThru
            $made.FullName | Should -Be /tmp/here
            $made.Length | Should -Be 6
            Copy-ContainerFile "${run}-idle:/tmp/here" "${run}-web:/tmp/there"
            docker exec "$run-web" cat /tmp/there | Should -Be three
        }

        It 'copies within one container' {
            Copy-ContainerFile "${run}-web:/d" "${run}-web:/e"
            docker exec "$run-web" cat /e/sub/c.txt | Should -Be three
        }

        It 'takes the pipeline of both sides' {
            Get-ContainerFile "$run-web" /d -Recurse -File | Where-Object Length -GT 4 | Copy-ContainerFile -Destination ./piped
            (Get-ChildItem piped).Name | Should -Be c.txt
            New-Item p1.txt, p2.txt -Force | Out-Null
            (Get-ChildItem p?.txt | Copy-ContainerFile -Destination "${run}-web:/piped" -PassThru).FullName | Should -Be /piped/p1.txt, /piped/p2.txt
            Copy-ContainerFile p?.txt -ToContainer (Get-Container "$run-*") -Destination /wild
            (Get-ContainerFile "$run-*" /wild).Container | Should -HaveCount 4
        }

        It 'takes containers apart from paths' {
            Copy-ContainerFile c.txt -ToContainer "$run-web" -Destination '/tmp/a:b'
            Copy-ContainerFile -FromContainer (Get-Container "$run-web") -Path '/tmp/a:b' -Destination ./colon
            Get-Content colon | Should -Be three
        }

        It 'copies what has been text' {
            Get-ContainerFile "$run-web" /d/sub/c.txt | ConvertTo-Csv | ConvertFrom-Csv | Copy-ContainerFile -Destination ./csv
            Get-Content csv/c.txt | Should -Be three
        }

        It 'expands wildcards in the container, and never copies two files onto one' {
            if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman takes brackets in a path for a pattern of its own' }
            Copy-ContainerFile "${run}-web:/d/*.txt" ./wild
            (Get-ChildItem wild).Name | Should -Be '[x].txt', 'a.txt', 'b.txt'
            Copy-ContainerFile "${run}-web:/d/sub/c.txt", "${run}-web:/d/sub/c.txt" ./twice -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -Be 'DuplicateTarget,DockerPS.Commands.CopyContainerFileCommand'
        }

        It 'gives and takes archives' {
            Copy-ContainerFile "${run}-web:/d/sub" -OutFile s.tar
            $bytes = Copy-ContainerFile "${run}-web:/d/sub" -AsByteStream
            $bytes.Length | Should -Be (Get-Item s.tar).Length
            docker exec "$run-web" mkdir /unpacked
            Copy-ContainerFile -InFile s.tar -Destination "${run}-web:/unpacked"
            docker exec "$run-web" cat /unpacked/sub/c.txt | Should -Be three
        }

        It 'copies nothing with -WhatIf' {
            Copy-ContainerFile "${run}-web:/d" ./whatif -WhatIf
            Test-Path whatif | Should -BeFalse
        }

        It 'says which side is wrong' {
            $ask = @{ ErrorAction = 'SilentlyContinue' }
            Copy-ContainerFile "${run}-web:/nosuch" ./x @ask -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeLike 'ContainerFileNotFound,*'
            Copy-ContainerFile ./nosuch "${run}-web:/x" @ask -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
            Copy-ContainerFile "${run}-web:/d/a.txt" ./nosuch/x @ask -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeLike 'DestinationNotFound,*'
            Copy-ContainerFile "${run}-web:/d" ./c.txt @ask -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeLike 'DestinationNotFolder,*'
            Copy-ContainerFile "${run}-nosuch:/x" ./x @ask -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeLike 'ContainerNotFound,*'
            { Copy-ContainerFile ./c.txt ./x } | Should -Throw -ErrorId 'NoContainer,*'
        }
    }
}
