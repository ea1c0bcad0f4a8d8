using System.Collections;
using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Lets -Connection take texts, contexts, what tells of an engine as a whole, and connections that a job, CLIXML, CSV or JSON has turned into text or property bags.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        // Runs in every phase of binding: what is foreign goes back as it came.
        object? bare = Bare.Of(inputData);
        if (bare is IEnumerable list and not string and not IDictionary)
        {
            var connections = new List<DockerConnection>();
            foreach (object? item in list)
            {
                if (One(item) is not { } connection)
                {
                    return inputData;
                }

                connections.Add(connection);
            }

            return connections.ToArray();
        }

        return (object?)One(inputData) ?? inputData;
    }

    private static DockerConnection? One(object? value) => Bare.Of(value) switch
    {
        DockerConnection connection => connection,
        DockerContext context => ConnectionFactory.OfContext(context.Name),
        DockerSwarm or EngineInfo or EngineVersion or DockerConnectionTest => OfEngine(Bare.Of(value)!),
        string text => ConnectionFactory.OfText(text),
        _ when value is PSObject bag && IsConnectionBag(bag) => ConnectionFactory.OfName(Text(bag, "Name"), Text(bag, "Machine")),
        _ => null,
    };

    private static DockerConnection OfEngine(object value) => value is DockerConnectionTest test ? test.Connection : ((DockerObject)value).Connection;

    // From CLIXML and from JSON: a bag with our property names.
    private static bool IsConnectionBag(PSObject bag) => bag.Properties["Name"] is not null && bag.Properties["Endpoint"] is not null;

    private static string Text(PSObject bag, string property) => bag.Properties[property]?.Value as string ?? "";
}
