using System.Globalization;
using System.Text;
using DockerPS.Bench.Measuring;

namespace DockerPS.Bench.Groups;

/// <summary>Deploys a stack of many services of no replicas, in a swarm of one that is made for it where the engine is in none.</summary>
internal sealed class StackGroup : BenchGroup
{
    // Reading the file, asking for what is there, and the stack that is returned are more than making services.
    private const double Target = 3;
    private const int WarmUps = 20;

    private readonly string _name;
    private readonly string _file;
    private readonly string _label;
    private readonly BenchRow _row;
    private bool _ownsSwarm;

    public StackGroup(BenchContext context)
        : base(context)
    {
        _name = context.Name + "stack";
        _file = Path.Join(context.Folder, "bench-stack", "compose.yaml");
        _label = "com.docker.stack.namespace=" + _name;
        string count = context.Sizes.StackServices.ToString(CultureInfo.InvariantCulture);
        string connections = BulkConnections.ToString(CultureInfo.InvariantCulture);
        _row = new BenchRow
        {
            Name = "stack",
            Title = $"`Deploy-DockerStack -Detach` of {count} services of 0 replicas",
            Own = new Contestant(Side.Own, "stack", _name, _file) { WarmUp = new Contestant(Side.Own, "stack", _name, _file), WarmUps = WarmUps },
            Raw = new Contestant(Side.Raw, "stack", _label, context.Image, count, connections),
            Cli = context.CliContestant("docker stack deploy --detach=true --resolve-image never -c \"$2\" \"$1\" >/dev/null", _name, _file),
            Target = Target,
            MustMatchCli = true,
        };
    }

    public override IReadOnlyList<BenchRow> Rows => [_row];

    protected override Task PrepareAsync(IReadOnlyList<BenchRow> rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var text = new StringBuilder("version: '3.8'\nservices:\n");
        for (int service = 0; service < Context.Sizes.StackServices; service++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                  service{{service}}:
                    image: {{Context.Image}}
                    environment: { A: '1', B: '2' }
                    networks: [outside]
                    deploy: { replicas: 0, endpoint_mode: dnsrr }

                """);
        }

        text.Append("networks:\n  outside: { external: true, name: host }\n");
        File.WriteAllText(_file, text.ToString());
        _ownsSwarm = Context.Raw.BeginSwarm();
        return Task.CompletedTask;
    }

    protected override void Before(Contestant contestant) => Context.Raw.RemoveServices(_label, BulkConnections);

    protected override void Clean()
    {
        if (_ownsSwarm)
        {
            Context.Raw.EndSwarm();
        }
        else
        {
            Context.Raw.RemoveServices(_label, BulkConnections);
        }

        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }
}
