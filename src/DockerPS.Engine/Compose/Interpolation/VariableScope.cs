namespace DockerPS.Engine.Compose;

/// <summary>The variables that texts can use, and how much text may come of them.</summary>
/// <param name="lookup">Finds a variable's value; null where it is not set.</param>
/// <param name="missing">Is told the name of a variable that is not set and for which nothing else stands.</param>
internal sealed class VariableScope(Func<string, string?> lookup, Action<string> missing)
{
    // Variables that use variables can multiply: forty lines would otherwise fill all memory.
    private const int MaximumLength = 4 << 20;
    private const long MaximumTotal = 64 << 20;
    private long _total;

    /// <summary>A variable's value; null where it is not set.</summary>
    public string? Lookup(string name) => lookup(name);

    /// <summary>Notes that a variable is not set and that nothing is put in for it.</summary>
    public void Missing(string name) => missing(name);

    /// <summary>Counts what came out.</summary>
    /// <exception cref="TemplateException">It is too much.</exception>
    public void Count(int length)
    {
        _total += length;
        if (length > MaximumLength || _total > MaximumTotal)
            throw new TemplateException("the variables make the text too long");
    }
}
