using DockerPS.Tests.Support;

namespace DockerPS.Tests.Parity;

/// <summary>One row of docs/cli-parity.tsv: what became of a command (<see cref="Flag"/> is empty) or of one of its flags.</summary>
internal sealed record ParityRow(
    string Command, string Aliases, string Flag, string Status, string Cmdlet, string Parameter, string Phase, string Note)
{
    internal const string Mapped = "mapped";
    internal const string Planned = "planned";
    internal const string Omitted = "omitted";

    private static readonly string[] s_header = ["command", "aliases", "flag", "status", "cmdlet", "parameter", "phase", "note"];

    internal bool IsCommand => Flag.Length == 0;

    internal string[] AliasList => Aliases.Split("; ", StringSplitOptions.RemoveEmptyEntries);

    internal static IReadOnlyList<ParityRow> Load() => TsvTable.Read(
        Repository.File("docs", "cli-parity.tsv"),
        s_header,
        c => new ParityRow(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]));

    public override string ToString() => IsCommand ? Command : $"{Command} {Flag}";
}
