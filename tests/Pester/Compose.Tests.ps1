BeforeDiscovery {
    $compose = $env:DOCKERPS_TEST_COMPOSE
    $registry = $env:DOCKERPS_TEST_ENGINE -and $env:DOCKERPS_TEST_REGISTRY -and -not $env:DOCKERPS_TEST_PODMAN
}

Describe 'Resolve-DockerComposeFile' {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $before = Get-Location
        $folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "dps compose [$PID]") -Force
        $project = New-Item -ItemType Directory (Join-Path $folder 'shop') -Force
        Set-Content -LiteralPath (Join-Path $project 'compose.yaml') @'
x-common: &common
  restart: always
services:
  web:
    <<: *common
    image: nginx:${DPS_TAG:-1.27}
    ports: ['8080-8081:80-81', '127.0.0.1:9000:9000/udp']
    volumes: ['./html:/html:ro', 'data:/data']
    environment: [A=1, FROM_ENV]
    depends_on: [db]
  db:
    image: postgres
    healthcheck: { test: pg_isready, interval: 1m30s }
    secrets: [pw]
  debug:
    image: busybox
    profiles: [debug]
volumes: { data: {} }
secrets: { pw: { file: pw.txt } }
'@
        Set-Content -LiteralPath (Join-Path $project 'compose.override.yaml') 'services: { web: { environment: { A: 2 }, ports: !override ["80:80"] } }'
        Set-Content -LiteralPath (Join-Path $project '.env') "FROM_ENV='from env'"
        $env:DPS_TAG = $null
        $invoke = { param([string[]] $Line) $Line | Resolve-DockerComposeFile -ProjectName t -ErrorAction Stop }
    }

    BeforeEach { Set-Location -LiteralPath $project }

    AfterAll {
        Set-Location $before
        Remove-Item -LiteralPath $folder -Recurse -Force
    }

    It 'reads the files of the current folder into a typed project' {
        $read = Resolve-DockerComposeFile
        $read | Should -BeOfType DockerPS.ComposeProject
        $read.Name | Should -Be 'shop'
        $read.Services.Name | Should -Be 'web', 'db'
        $read.DisabledServices.Name | Should -Be 'debug'
        $web = $read.Services['web']
        $web.Image | Should -Be 'nginx:1.27'
        $web.Restart | Should -Be 'always'
        $web.Environment.A | Should -Be '2'
        $web.Environment.FROM_ENV | Should -Be 'from env'
        "$($web.Ports)" | Should -Be '80->80/tcp'
        $web.Volumes[0].Source | Should -Be (Join-Path $project 'html')
        $read.Services['db'].Healthcheck.Interval | Should -Be ([timespan]'00:01:30')
        (Resolve-DockerComposeFile -Profile debug).Services.Count | Should -Be 3
        (Resolve-DockerComposeFile -Service db).Services.Name | Should -Be 'db'
    }

    It 'uses the variables of the session, of files, and tells of them' {
        $env:DPS_TAG = 'session'
        try { (Resolve-DockerComposeFile).Services['web'].Image | Should -Be 'nginx:session' } finally { $env:DPS_TAG = $null }
        Set-Content -LiteralPath (Join-Path $project 'other.env') 'DPS_TAG=file'
        $read = Resolve-DockerComposeFile -EnvFile other.env
        $read.Services['web'].Image | Should -Be 'nginx:file'
        $read.Variables | Should -HaveCount 1
        $read.Variables[0].DefaultValue | Should -Be '1.27'
        (Resolve-DockerComposeFile -NoInterpolate).Services['web'].Image | Should -Be 'nginx:${DPS_TAG:-1.27}'
    }

    It 'takes paths with brackets, wildcards, folders and piped files' {
        (Resolve-DockerComposeFile -LiteralPath (Join-Path $project 'compose.yaml')).Services['web'].Ports | Should -HaveCount 3
        (Resolve-DockerComposeFile compose*.yaml).Files | Should -HaveCount 2
        Set-Location /
        (Resolve-DockerComposeFile -LiteralPath $project).Name | Should -Be 'shop'
        (Get-ChildItem -LiteralPath $project -Filter compose.*yaml | Sort-Object Name -Descending | Resolve-DockerComposeFile).Services['web'].Ports | Should -HaveCount 1
        (Get-ChildItem -LiteralPath $folder -Directory | Resolve-DockerComposeFile).Name | Should -Be 'shop'
    }

    It 'gives canonical YAML that reads as itself' {
        $yaml = Resolve-DockerComposeFile -AsYaml
        $yaml | Should -BeOfType string
        $yaml -split '\r?\n' | Select-Object -First 2 | Should -Be 'name: shop', 'services:'
        $yaml -split '\r?\n' | Resolve-DockerComposeFile -AsYaml | Should -BeExactly $yaml
    }

    It 'agrees with docker compose config' -Skip:(-not $compose) {
        $expected = & $env:DOCKERPS_TEST_COMPOSE config | Resolve-DockerComposeFile -AsYaml
        Resolve-DockerComposeFile -AsYaml | Should -BeExactly $expected
    }

    It 'tells errors with file, line, column, key and what was expected' {
        $caught = { & $invoke 'services:', '  web:', '    image: x', '    ports: [x]' } | Should -Throw -PassThru -ErrorId 'ComposeFileInvalid,DockerPS.Commands.ResolveDockerComposeFileCommand'
        $caught.Exception | Should -BeOfType DockerPS.ComposeException
        $caught.Exception.Line | Should -Be 4
        $caught.Exception.Column | Should -Be 13
        $caught.Exception.Path | Should -Be 'services.web.ports[0]'
        $caught.Exception.Message | Should -BeLike 'compose text:4:13: services.web.ports`[0`]: "x" is no port of a container; expected *'
        { & $invoke 'services: { web: { image: "${DPS_NO:?set it}" } }' } | Should -Throw '*the variable DPS_NO is not set: set it.' -ErrorId 'ComposeVariableRequired,*'
        { Resolve-DockerComposeFile none.yaml -ErrorAction Stop } | Should -Throw 'There is no compose file *none.yaml.' -ErrorId 'ComposeFileNotFound,*'
    }

    It 'names what has no effect in a warning, and in the project' {
        $read = 'version: "3"', 'services: { web: { image: "x$DPS_NO" } }' | Resolve-DockerComposeFile -ProjectName t -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 2
        $read.Warnings | Should -Be $warnings.Message
    }

    It 'shows a project and its parts' {
        $shown = Resolve-DockerComposeFile | Out-String
        $shown | Should -Match 'web +nginx:1\.27 +80->80/tcp'
        $shown | Should -Match 'DisabledServices *: debug \(debug\)'
        (Resolve-DockerComposeFile).Services | Out-String | Should -Match '(?m)^Name +Image +Replicas +Ports'
    }

    It 'completes profiles and services' {
        (TabExpansion2 'Resolve-DockerComposeFile -Profile d').CompletionMatches.CompletionText | Should -Be 'debug'
        (TabExpansion2 'Resolve-DockerComposeFile -Service ').CompletionMatches.CompletionText | Should -Be 'db', 'debug', 'web'
    }

    It 'keeps its YamlDotNet to itself' {
        Resolve-DockerComposeFile | Out-Null
        $assembly = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'YamlDotNet' }
        [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly).Name | Should -Be 'DockerPS.Compose'
        'YamlDotNet.Core.Parser' -as [type] | Should -BeNullOrEmpty
    }

    It 'pins images by the digests that a registry has' -Skip:(-not $registry) {
        $image = "$env:DOCKERPS_TEST_REGISTRY/dpscompose:$PID"
        docker -H $env:DOCKERPS_TEST_ENGINE tag $env:DOCKERPS_TEST_IMAGE $image
        try {
            $digest = (docker -H $env:DOCKERPS_TEST_ENGINE push $image | Select-String 'sha256:[0-9a-f]{64}').Matches.Value
            $text = "services: { web: { image: '$image' }, built: { build: . } }"
            $text | Resolve-DockerComposeFile -ProjectName t -ResolveImageDigest -HostAddress $env:DOCKERPS_TEST_ENGINE | ForEach-Object { $_.Services['web'].Image } | Should -Be "$image@$digest"
            $lock = $text | Resolve-DockerComposeFile -ProjectName t -LockImageDigest -AsYaml -HostAddress $env:DOCKERPS_TEST_ENGINE
            $lock | Should -Be "services:`n  web:`n    image: $image@$digest"
        }
        finally {
            docker -H $env:DOCKERPS_TEST_ENGINE rmi $image | Out-Null
        }
    }
}
