using System.Globalization;
using System.Text;
using DockerPS.Bench.Measuring;

namespace DockerPS.Bench.Groups;

/// <summary>Reads a long compose file.</summary>
internal sealed class ComposeGroup : BenchGroup
{
    // Reading, putting variables in, merging and making the model is more than finding what is a key.
    private const double Target = 3;
    private const int LinesOfService = 25;

    private readonly string _file;
    private readonly BenchRow _row;

    public ComposeGroup(BenchContext context)
        : base(context)
    {
        _file = Path.Join(context.Folder, "bench-compose", "compose.yaml");
        string lines = context.Sizes.ComposeLines.ToString("N0", CultureInfo.InvariantCulture);
        string? compose = Environment.GetEnvironmentVariable("DOCKERPS_TEST_COMPOSE");
        const string Once = "1";
        _row = new BenchRow
        {
            Name = "compose",
            Title = $"`Resolve-DockerComposeFile` of {lines} lines, against what YamlDotNet alone takes to go through them; CLI: `docker compose config`",
            Own = new Contestant(Side.Own, "compose", _file, Once) { WarmUp = new Contestant(Side.Own, "compose", _file, Once), WarmUps = 30 },
            Raw = new Contestant(Side.Raw, "compose", _file, Once) { WarmUp = new Contestant(Side.Raw, "compose", _file, Once), WarmUps = 30 },
            Cli = File.Exists(compose) ? context.CliContestant("\"$1\" -f \"$2\" config >/dev/null", compose, _file) : null,
            Target = Target,
            MustMatchCli = true,
        };
    }

    public override IReadOnlyList<BenchRow> Rows => [_row];

    protected override Task PrepareAsync(IReadOnlyList<BenchRow> rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var text = new StringBuilder("services:\n");
        for (int service = 0; service < Context.Sizes.ComposeLines / LinesOfService; service++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                  service{{service}}:
                    image: registry.example/team/app{{service}}:${TAG:-1.2.{{service}}}
                    command: ["serve", "--port", "8080"]
                    environment:
                      DATABASE_URL: postgres://app@db{{service}}/app
                      LOG_LEVEL: ${LOG_LEVEL:-info}
                      WORKERS: "4"
                    ports:
                      - "{{10000 + service}}:8080"
                      - target: 9090
                        published: "{{20000 + service}}"
                        protocol: tcp
                    volumes:
                      - data{{service}}:/var/lib/app
                      - ./config{{service}}:/etc/app:ro
                    labels:
                      - traefik.enable=true
                      - tier=backend
                    deploy:
                      replicas: 2
                      resources:
                        limits:
                          memory: 128M
                    healthcheck:
                      test: curl -f http://localhost:8080/health
                      interval: 30s

                """);
        }

        text.Append("volumes:\n");
        for (int service = 0; service < Context.Sizes.ComposeLines / LinesOfService; service++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  data{service}:\n");
        }

        return File.WriteAllTextAsync(_file, text.ToString());
    }

    protected override void Clean() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
}
