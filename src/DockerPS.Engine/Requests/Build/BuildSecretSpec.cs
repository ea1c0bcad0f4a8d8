using System.Collections;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Requests.Build;

/// <summary>A secret of a build, by where it is: docker's --secret. The secret itself is read only when the engine asks for it.</summary>
/// <param name="Id">The id by which RUN --mount=type=secret asks for it.</param>
/// <param name="File">The file that it is in, as the user wrote it; null where it is elsewhere.</param>
/// <param name="Variable">The environment variable that it is in; null where it is elsewhere.</param>
internal sealed record BuildSecretSpec(string Id, string? File, string? Variable)
{
    private const string Form = "'id=token,src=token.txt', 'id=token,env=TOKEN', or @{ token = (Get-Secret token) } with a SecureString, a credential or a text";

    /// <summary>Reads docker's text.</summary>
    /// <exception cref="InvalidRequestException">It cannot be read. The message shows no value.</exception>
    public static BuildSecretSpec Parse(string text)
    {
        (string? id, string? source, string? variable, string? type) = (null, null, null, null);
        foreach (string field in Fields(text))
        {
            (string name, string? value) = RequestText.Cut(field, '=');
            switch (name.Trim().ToLowerInvariant())
            {
                case var _ when string.IsNullOrEmpty(value):
                    throw Wrong("a field has no value");
                case "id":
                    id = value;
                    break;
                case "source" or "src":
                    source = value;
                    break;
                case "env":
                    variable = value;
                    break;
                case "type" when value is "file" or "env":
                    type = value;
                    break;
                case "type":
                    throw Wrong("its type is neither file nor env");
                default:
                    throw Wrong("a field is none of id, src, env and type");
            }
        }

        if (type == "env" && variable is null)
        {
            (variable, source) = (source, null);
        }

        return Create(id, source, variable, isFile: type == "file");
    }

    /// <summary>Reads a table of Id and Source or Environment; null where it is a table of ids and values.</summary>
    /// <exception cref="InvalidRequestException">It is the first, and incomplete.</exception>
    public static BuildSecretSpec? OfTable(IDictionary table)
    {
        if (!FieldTable.Has(table, "Id") || !FieldTable.Has(table, "Source", "Src", "Path", "Env", "Environment"))
        {
            return null;
        }

        var fields = new FieldTable(table, "Secret", Form);
        string id = fields.Need("Id");
        string? source = fields.Take("Source", "Src", "Path");
        string? variable = fields.Take("Env", "Environment");
        fields.Finish();
        return Create(id, source, variable, isFile: false);
    }

    /// <summary>The error of a value that cannot be a secret; it shows none of it.</summary>
    public static InvalidRequestException Wrong(string reason) => new("BadSecret", $"-Secret: {reason}. Write it as {Form}.");

    /// <summary>As docker has it: without a source, the environment variable of the id's name, else the file of that name.</summary>
    private static BuildSecretSpec Create(string? id, string? source, string? variable, bool isFile)
    {
        if (id is null)
        {
            throw Wrong("it has no id");
        }

        if (source is not null && variable is not null)
        {
            throw Wrong($"'{DisplayText.Of(id)}' has both a file and a variable");
        }

        if (source is null && variable is null)
        {
            return !isFile && Environment.GetEnvironmentVariable(id) is not null ? new(id, null, id) : new(id, id, null);
        }

        return new BuildSecretSpec(id, source, variable);
    }

    private static List<string> Fields(string text)
    {
        try
        {
            return CsvFields.Split(text);
        }
        catch (FormatException exception)
        {
            throw Wrong(exception.Message);
        }
    }
}
