using DockerPS.Tests.Support;

namespace DockerPS.Tests.Parity;

/// <summary>One fact of the docker CLI: a command (<see cref="Flag"/> is empty) or one of its flags.</summary>
internal sealed record CliFlag(
    string Command, string Aliases, string AliasOf, string Flag, string Short, string Type, string MinimumApi, string Deprecated)
{
    private static readonly string[] s_header = ["command", "aliases", "alias-of", "flag", "short", "type", "min-api", "deprecated"];

    /// <summary>The command whose rows the parity table has: the long form of an alias, else the command itself.</summary>
    internal string LongForm => AliasOf.Length == 0 ? Command : AliasOf;

    internal static IReadOnlyList<CliFlag> Load() => TsvTable.Read(
        Repository.File("tests", "Fixtures", "cli-flags.tsv"),
        s_header,
        c => new CliFlag(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]));
}
