using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Stacks;

/// <summary>A secret or config of a stack.</summary>
/// <param name="Name">Its name on the engine.</param>
/// <param name="Source">What the file says about it: where its data are.</param>
/// <param name="Spec">Its spec without the data; null where it has to be there already.</param>
internal sealed record StackFile(string Name, ComposeFileObject Source, JsonObject? Spec)
{
    /// <summary>True where a plugin has the data.</summary>
    public bool IsOfDriver => Source is ComposeSecret { Driver.Length: > 0 };

    /// <summary>The secrets or configs of a file, also those that no service uses.</summary>
    public static IReadOnlyList<StackFile> Of(string stack, IEnumerable<ComposeFileObject> files) =>
        [.. files.Select(file => Of(stack, file)).OrderBy(static file => file.Name, StringComparer.Ordinal)];

    private static StackFile Of(string stack, ComposeFileObject file)
    {
        string name = StackNames.Of(stack, file);
        return new StackFile(name, file, file.External ? null : SpecOf(stack, name, file));
    }

    private static JsonObject SpecOf(string stack, string name, ComposeFileObject file)
    {
        var spec = new JsonObject { ["Name"] = name, ["Labels"] = StackNames.Labels(stack, file.Labels) };
        if (file is ComposeSecret { Driver.Length: > 0 } secret)
        {
            var driver = new JsonObject { ["Name"] = secret.Driver };
            if (secret.DriverOptions.Count > 0)
            {
                driver["Options"] = StackJson.Map(secret.DriverOptions);
            }

            spec["Driver"] = driver;
        }

        if (!string.IsNullOrEmpty(file.TemplateDriver))
        {
            spec["Templating"] = new JsonObject { ["Name"] = file.TemplateDriver };
        }

        return spec;
    }
}
