using DockerPS.Bench.Measuring;

namespace DockerPS.Bench;

/// <summary>The words of the command line.</summary>
internal sealed class BenchOptions
{
    public const string Usage = """
        Measures DockerPS against the raw exchange and against the docker CLI, and prints a table.

          --rows A,B     only the rows whose names begin so, such as list, logs, build-files
          --quick        small sizes and two rounds, to see that all works
          --pairs N      so many rounds instead of five
          --out FILE     also puts the table into this file, between the marks that it has
          --client       measures the engine client even where there is a PowerShell

        DOCKERPS_BENCH_HOST names an engine (unix, npipe or tcp without TLS), DOCKERPS_BENCH_IMAGE an image of it that has
        true, yes, head and sh (bbx:1), DOCKERPS_BENCH_REGISTRY a registry without login that it may push to (host:port, plain HTTP).
        Without a host, as root on Linux, a private engine and registry are started and removed again.
        """;

    private static readonly char[] s_comma = [','];

    public BenchSizes Sizes { get; private set; } = BenchSizes.Full;

    public string[] Rows { get; private set; } = [];

    public string? Out { get; private set; }

    public bool ClientOnly { get; private set; }

    /// <exception cref="ArgumentException">A word is not known, or has no value.</exception>
    public static BenchOptions Parse(string[] words)
    {
        var options = new BenchOptions();
        int? pairs = null;
        for (int i = 0; i < words.Length; i++)
        {
            string Value() => ++i < words.Length ? words[i] : throw new ArgumentException($"{words[i - 1]} needs a value.");
            switch (words[i])
            {
                case "--quick":
                    options.Sizes = BenchSizes.Quick;
                    break;
                case "--rows":
                    options.Rows = Value().Split(s_comma, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                    break;
                case "--pairs":
                    pairs = int.TryParse(Value(), out int number) && number > 0 ? number : throw new ArgumentException("--pairs needs a number above zero.");
                    break;
                case "--out":
                    options.Out = Path.GetFullPath(Value());
                    break;
                case "--client":
                    options.ClientOnly = true;
                    break;
                default:
                    throw new ArgumentException($"'{words[i]}' is not known.");
            }
        }

        options.Sizes = options.Sizes with { Pairs = pairs ?? options.Sizes.Pairs };
        return options;
    }

    public bool Wants(BenchRow row) => Rows.Length == 0 || Rows.Any(name => row.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
