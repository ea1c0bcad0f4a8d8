namespace DockerPS;

/// <summary>An image, as far as every answer of the engine tells: what cmdlets take as -InputObject.</summary>
public abstract class Image : DockerObject
{
    private protected Image()
    {
    }

    private protected Image(Image other)
    {
        Connection = other.Connection;
        UnknownFields = other.UnknownFields;
        Id = other.Id;
        Created = other.Created;
        Size = other.Size;
        Labels = other.Labels;
    }

    /// <summary>The full id with its algorithm, sha256:... (Id).</summary>
    public string Id { get; internal init; } = "";

    /// <summary>When it was built, local time; null where the engine does not know (Created).</summary>
    public DateTime? Created { get; internal init; }

    /// <summary>Bytes of the image and all its layers (Size).</summary>
    public long Size { get; internal init; }

    /// <summary>The labels (Labels; Config.Labels when inspected).</summary>
    public StringMap Labels { get; internal init; } = [];

    /// <summary>What a cmdlet that takes the image acts on: one reference, or the id where there is none.</summary>
    internal abstract string Target { get; }
}
