using System.Collections;

namespace DockerPS.Hosting;

/// <summary>What a record was whose id was bound by its property name: a container has an Id as an image has, and would be looked
/// for among images in vain.</summary>
internal static class PipedNoun
{
    private const string Deserialized = "Deserialized.";

    // Nouns have it before a word that is not docker's alone: DockerNetwork.
    private const string Docker = "Docker";

    /// <summary>The base class of what the record was, where that is another noun. Null where it fits, or where the record does not
    /// say: JSON and CSV have no types, and results such as that of Wait-Container carry the id of what they tell about.</summary>
    /// <param name="noun">The base class of what the cmdlet takes.</param>
    /// <param name="typeNames">The record's PSTypeNames, the nearest type first; of a job's they begin with Deserialized.</param>
    public static Type? OtherThan(Type noun, object? typeNames)
    {
        foreach (object? name in Bare.Of(typeNames) as IList ?? Array.Empty<object>())
        {
            string text = Bare.Of(name) as string ?? "";
            Type? type = typeof(DockerObject).Assembly.GetType(text.StartsWith(Deserialized, StringComparison.Ordinal) ? text[Deserialized.Length..] : text);
            if (IsNoun(type))
            {
                return type == noun ? null : type;
            }
        }

        return null;
    }

    // What belongs to a swarm has a base of its own between.
    private static bool IsNoun(Type? type) =>
        type?.BaseType == typeof(DockerSwarmObject)
        || (type is { IsAbstract: true } && type.BaseType == typeof(DockerObject) && type != typeof(DockerSwarmObject));

    /// <summary>The error of a cmdlet that was given another noun's record.</summary>
    public static InvalidRequestException Refused(string cmdlet, Type noun, Type other, string id) =>
        new("WrongObject", $"{cmdlet} takes {Word(noun)}s; what was given is of the kind {Word(other)}: {ShortId.Of(id)}.")
        {
            Advice = $"Pipe what Get-{noun.Name} returns, or its names.",
        };

    /// <summary>The noun as messages have it: container, network.</summary>
    public static string Word(Type noun) => (noun.Name.StartsWith(Docker, StringComparison.Ordinal) ? noun.Name[Docker.Length..] : noun.Name).ToLowerInvariant();
}
