using DockerPS.Engine.Session.Hpack;

namespace DockerPS.Engine.Session.Http2;

/// <summary>What the headers of a request have to be like (RFC 9113, 8.2 and 8.3).</summary>
internal static class RequestHeaders
{
    private static readonly string[] s_required = [":method", ":scheme", ":path"];
    private static readonly string[] s_ofConnections = ["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"];

    public static bool AreValid(IReadOnlyList<HeaderField> fields)
    {
        int pseudo = fields.TakeWhile(IsPseudo).Count();
        List<string> names = [.. fields.Take(pseudo).Select(field => field.Name)];
        return names.Distinct().Count() == names.Count
            && names.TrueForAll(name => name == ":authority" || s_required.Contains(name))
            && Array.TrueForAll(s_required, names.Contains)
            && fields.Skip(pseudo).All(IsPlain);
    }

    private static bool IsPseudo(HeaderField field) => field.Name.StartsWith(':');

    private static bool IsPlain(HeaderField field) =>
        field.Name.Length != 0
        && !IsPseudo(field)
        && field.Name.AsSpan().IndexOfAnyInRange('A', 'Z') < 0
        && !s_ofConnections.Contains(field.Name)
        && (field.Name != "te" || field.Value == "trailers");
}
