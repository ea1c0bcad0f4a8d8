using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The words of a container's command, checked against the line that the user wrote: PowerShell binds dash words first,
/// and what it took from a command must not be lost in silence.</summary>
internal sealed class CommandWords
{
    private readonly IReadOnlyList<string> _words;
    private readonly string? _shellCommand;

    private CommandWords(IReadOnlyList<string> words, string? shellCommand)
    {
        _words = words;
        _shellCommand = shellCommand;
    }

    /// <summary>No command: the image's own.</summary>
    public static CommandWords None { get; } = new([], null);

    /// <summary>True where neither words nor a line for a shell were given.</summary>
    public bool IsEmpty => _words.Count == 0 && _shellCommand is null;

    /// <summary>Checks and reads the words of a cmdlet. To be called once the command line's parameters are bound, on the pipeline thread.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="target">The parameter at position 0, behind which the words begin: Image or Name.</param>
    /// <param name="command">What was bound to -Command.</param>
    /// <param name="shellCommand">What was bound to -ShellCommand: the argument of -c where words stand before it.</param>
    /// <param name="otherTargets">Parameters that stand for the target in other sets: where one is given by name, the words begin at once.</param>
    /// <exception cref="InvalidRequestException">PowerShell took a word of the command as a parameter, or a parameter is misspelt.</exception>
    public static CommandWords Read(PSCmdlet cmdlet, string target, IReadOnlyList<string>? command, string? shellCommand, params string[] otherTargets)
    {
        int? before = CommandLineCheck.Run(cmdlet, [target, .. otherTargets]);
        IReadOnlyList<string> words = command ?? [];
        if (shellCommand is null || words.Count == 0)
        {
            return new CommandWords(words, shellCommand);
        }

        // sh -c 'echo $1' a b: what stands behind the line belongs behind it.
        int place = before is int known && known <= words.Count ? known : words.Count;
        return new CommandWords([.. words.Take(place), "-c", shellCommand, .. words.Skip(place)], null);
    }

    /// <summary>The error of a name that begins with a dash, which no name does.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="kind">What it would be the name of: "an image".</param>
    /// <param name="text">The text.</param>
    public static InvalidRequestException DashError(PSCmdlet cmdlet, string kind, string text)
    {
        var names = ParameterNames.Of(cmdlet);
        string bare = text.TrimStart('-');
        string? meant = names.Find(bare) ?? names.Closest(bare);
        string advice = meant is null
            ? "If it was meant as a parameter, check its spelling."
            : $"The parameter is -{meant}: write it without quotes and before --; to pass it in a variable, splat a hashtable, @{{ {meant} = ... }}.";
        return new InvalidRequestException("BadName", $"'{text}' is not the name of {kind}: names do not begin with '-'.") { Advice = advice };
    }

    /// <summary>The words for the engine; null for the image's own command. A line without words is run by the shell of the engine's system.</summary>
    /// <param name="operatingSystem">The engine's, linux or windows.</param>
    public IReadOnlyList<string>? For(string? operatingSystem)
    {
        if (_shellCommand is { } line)
        {
            return operatingSystem == "windows" ? ["cmd", "/S", "/C", line] : ["/bin/sh", "-c", line];
        }

        return _words.Count == 0 ? null : _words;
    }
}
