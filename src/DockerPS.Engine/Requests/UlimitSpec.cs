using System.Collections;
using System.Globalization;

namespace DockerPS.Engine.Requests;

/// <summary>A limit of the container's processes: docker's --ulimit.</summary>
/// <param name="Name">Such as nofile.</param>
/// <param name="Soft">The limit; -1 is none.</param>
/// <param name="Hard">What a process may raise it to; -1 is without end.</param>
internal sealed record UlimitSpec(string Name, long Soft, long Hard)
{
    private const string Form = "'nofile=1024', 'nofile=1024:2048' (soft:hard) or @{ nofile = '1024:2048' }";

    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice",
        "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack",
    };

    /// <summary>Reads a text, a table of name = soft[:hard], a table of Name, Soft and Hard, or what a service has.</summary>
    /// <exception cref="InvalidRequestException">The value cannot be read.</exception>
    public static IEnumerable<UlimitSpec> Parse(object? value) => value switch
    {
        string text => [ParseText(text)],
        ServiceUlimit limit => [ParseText(limit.ToString())],
        IDictionary table when FieldTable.Has(table, "Name") => [OfFields(table)],
        IDictionary table => table.Cast<DictionaryEntry>().Select(static pair => ParseText($"{RequestText.Of(pair.Key)}={RequestText.Of(pair.Value)}")),
        _ => throw RequestText.WrongType("Ulimit", value, Form),
    };

    private static UlimitSpec OfFields(IDictionary table)
    {
        var fields = new FieldTable(table, "Ulimit", "@{ Name = 'nofile'; Soft = 1024; Hard = 2048 }");
        string name = fields.Need("Name");
        string soft = fields.Need("Soft");
        string hard = fields.Take("Hard") ?? soft;
        fields.Finish();
        return ParseText($"{name}={soft}:{hard}");
    }

    private static UlimitSpec ParseText(string text)
    {
        (string name, string? limits) = RequestText.Cut(text, '=');
        if (limits is null)
        {
            throw Wrong(text, "there is no '='");
        }

        if (!s_names.Contains(name))
        {
            throw Wrong(text, $"'{name}' is not one of {string.Join(", ", s_names.Order(StringComparer.Ordinal))}");
        }

        string[] parts = limits.Split(':');
        if (parts.Length > 2)
        {
            throw Wrong(text, "there are more than two limits");
        }

        long soft = Number(text, parts[0]);
        long hard = parts.Length == 2 ? Number(text, parts[1]) : soft;
        if (hard != -1 && (soft == -1 || soft > hard))
        {
            throw Wrong(text, "the soft limit is above the hard one");
        }

        return new UlimitSpec(name, soft, hard);
    }

    private static long Number(string text, string number) =>
        long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long limit)
            ? limit
            : throw Wrong(text, $"'{number}' is not a number");

    private static InvalidRequestException Wrong(string text, string reason) => RequestText.Wrong("Ulimit", text, reason, Form);
}
