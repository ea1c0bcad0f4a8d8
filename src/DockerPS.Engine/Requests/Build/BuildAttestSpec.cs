using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Requests.Build;

/// <summary>Attestations of a build: docker's --attest, --provenance and --sbom.</summary>
internal static class BuildAttestSpec
{
    private const string Form = "'type=provenance,mode=max' or 'type=sbom'";

    /// <summary>Reads 'type=...,name=value,...'.</summary>
    /// <returns>The attributes by the type.</returns>
    /// <exception cref="InvalidRequestException">One cannot be read, or a type is given twice.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> texts)
    {
        var attestations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            List<string> fields;
            try
            {
                fields = CsvFields.Split(text);
            }
            catch (FormatException exception)
            {
                throw RequestText.Wrong("Attest", text, exception.Message, Form);
            }

            string? type = fields.Where(static field => field.StartsWith("type=", StringComparison.Ordinal)).Select(static field => field["type=".Length..]).FirstOrDefault();
            if (string.IsNullOrEmpty(type))
            {
                throw RequestText.Wrong("Attest", text, "it has no type", Form);
            }

            if (fields.Contains("disabled=true"))
            {
                continue;
            }

            string attributes = string.Join(',', fields.Where(static field =>
                !field.StartsWith("type=", StringComparison.Ordinal) && !field.StartsWith("disabled=", StringComparison.Ordinal)));
            if (!attestations.TryAdd(type, attributes))
            {
                throw RequestText.Wrong("Attest", text, "its type is given twice", Form);
            }
        }

        return attestations;
    }
}
