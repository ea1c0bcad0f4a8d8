using System.Globalization;
using System.Text;

namespace DockerPS.Tests.Parity;

/// <summary>Writes docs/cli-parity.md from the parity table and the facts of the CLI.</summary>
internal sealed class ParityDocument
{
    private static readonly (string Title, string[] Words)[] s_areas =
    [
        ("Connection", ["", "context"]),
        ("Containers", ["container", "checkpoint"]),
        ("Images and builds", ["image", "builder", "buildx", "search", "manifest", "trust"]),
        ("Registries", ["login", "logout"]),
        ("Networks", ["network"]),
        ("Volumes", ["volume"]),
        ("System", ["system", "version", "inspect"]),
        ("Plugins", ["plugin"]),
        ("Swarm and nodes", ["swarm", "node"]),
        ("Services", ["service"]),
        ("Secrets and configs", ["secret", "config"]),
        ("Stacks", ["stack"]),
        ("Compose", ["compose"]),
    ];

    private readonly StringBuilder _text = new();
    private readonly IReadOnlyList<ParityRow> _rows;
    private readonly Dictionary<(string Command, string Flag), CliFlag> _facts;

    private ParityDocument(IReadOnlyList<ParityRow> rows, IReadOnlyList<CliFlag> facts)
    {
        _rows = rows;
        _facts = facts.Where(f => f.AliasOf.Length == 0).ToDictionary(f => (f.Command, f.Flag));
    }

    internal static string Render(IReadOnlyList<ParityRow> rows, IReadOnlyList<CliFlag> facts)
    {
        ParityDocument document = new(rows, facts);
        document.WriteHeader();
        foreach ((string title, string[] words) in s_areas)
            document.WriteArea(title, [.. rows.Where(r => words.Contains(Word(r), StringComparer.Ordinal))]);
        return document._text.ToString();
    }

    internal static string Summary(IReadOnlyList<ParityRow> rows) =>
        $"{Sentence("commands", ParityCount.Of(rows.Where(r => r.IsCommand)))} {Sentence("flags", ParityCount.Of(rows.Where(r => !r.IsCommand)))}";

    /// <summary>The commands that no area shows; a new group of the CLI needs a place.</summary>
    internal static string[] WithoutArea(IReadOnlyList<ParityRow> rows) =>
        [.. rows.Where(r => !s_areas.Any(a => a.Words.Contains(Word(r), StringComparer.Ordinal))).Select(r => r.Command).Distinct()];

    private static string Sentence(string what, ParityCount count) => string.Create(
        CultureInfo.InvariantCulture,
        $"{count.Percentage} of the {what} are mapped: {count.Mapped} of {count.Wanted}, with {count.Planned} planned; {count.Omitted} more are left out on purpose.");

    private static string Word(ParityRow row)
    {
        string[] words = row.Command.Split(' ');
        return words.Length > 1 ? words[1] : "";
    }

    private void WriteHeader()
    {
        Line("# DockerPS for users of the docker CLI");
        Line();
        Line("Every command and every flag of the docker CLI, and the cmdlet and parameter that do the same.");
        Line("Made from [cli-parity.tsv](cli-parity.tsv) by a test, which also holds that table against the CLI's flags and against the compiled cmdlets. "
            + "Change the table, then run `dotnet test` with `DOCKERPS_UPDATE_DOCS=1`.");
        Line();
        Line(Summary(_rows));
        Line();
        Line("- **mapped**: it is here. **planned**: it comes in the phase named. **omitted**: it will not come, the note says why or how PowerShell does it. "
            + "Groups such as `docker container` only print help and count as omitted.");
        Line("- Parameters are the CLI's long flags in PascalCase, singular, with abbreviations spelled out. The flag's own form (`-Env` for `--env`) "
            + "and docker's letter (`-e`) are aliases, so `Run-Container -d -p 80:80 -e A=1 nginx` works. Letters ignore case in PowerShell. Lists are arrays: `-p 80:80, 443:443`.");
        Line("- Aliases of a command (`docker ps`) share the rows of its long form (`docker container ls`).");
        Line("- On every cmdlet: `-Connection`, `-Context`, `-HostAddress` choose the engine; `-WhatIf` and `-Confirm` on all that change something.");
        Line();
        Line("| Area | Commands mapped | planned | omitted | Flags mapped | planned | omitted |");
        Line("|---|---|---|---|---|---|---|");
        foreach ((string title, string[] words) in s_areas)
        {
            ILookup<bool, ParityRow> area = _rows.Where(r => words.Contains(Word(r), StringComparer.Ordinal)).ToLookup(r => r.IsCommand);
            Line($"| [{title}](#{Anchor(title)}) | {Cells(ParityCount.Of(area[true]))} | {Cells(ParityCount.Of(area[false]))} |");
        }
    }

    private void WriteArea(string title, IReadOnlyList<ParityRow> rows)
    {
        Line();
        Line($"## {title}");
        Line();
        Line("| docker | also | cmdlet | status | note |");
        Line("|---|---|---|---|---|");
        foreach (ParityRow row in rows.Where(r => r.IsCommand))
            Line($"| `{row.Command}` | {string.Join(", ", row.AliasList.Select(Code))} | {Code(row.Cmdlet)} | {Status(row)} | {Escape(row.Note)} |");

        foreach (IGrouping<string, ParityRow> flags in rows.Where(r => !r.IsCommand).GroupBy(r => r.Command))
        {
            ParityRow command = rows.First(r => r.IsCommand && r.Command == flags.Key);
            if (command.Status == ParityRow.Omitted && flags.All(f => f.Note == command.Note))
                continue;

            Line();
            Line($"### {flags.Key}");
            Line();
            Line("| flag | parameter | status | note |");
            Line("|---|---|---|---|");
            foreach (ParityRow row in flags)
                Line($"| {Flag(row)} | {Parameter(row, command)} | {Status(row)} | {Escape(row.Note)} |");
        }
    }

    private string Flag(ParityRow row) =>
        _facts.TryGetValue((row.Command, row.Flag), out CliFlag? fact) && fact.Short.Length > 0
            ? $"`{fact.Short}`, `{row.Flag}`"
            : Code(row.Flag);

    /// <summary>The parameter, with its cmdlet where that is not the one of the command.</summary>
    private static string Parameter(ParityRow row, ParityRow command)
    {
        string parameter = row.Parameter.Length == 0 ? "" : "-" + row.Parameter;
        return Code(row.Cmdlet == command.Cmdlet ? parameter : $"{row.Cmdlet} {parameter}".Trim());
    }

    private static string Status(ParityRow row) =>
        row.Status == ParityRow.Planned ? $"planned, phase {row.Phase}" : row.Status;

    private static string Cells(ParityCount count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count.Mapped} | {count.Planned} | {count.Omitted}");

    private static string Code(string text) => text.Length == 0 ? "" : $"`{text}`";

    private static string Anchor(string title) => title.ToLowerInvariant().Replace(' ', '-');

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
