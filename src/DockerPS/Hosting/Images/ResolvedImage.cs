using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>An image that a command acts on, found by reference, by id or given as an object.</summary>
/// <param name="Engine">The engine that it is on.</param>
/// <param name="Image">What is known of it.</param>
/// <param name="Reference">The reference that is meant; null where the image itself is.</param>
/// <param name="Target">What the user gave: the target of error records.</param>
internal sealed record ResolvedImage(EngineApi Engine, Image Image, string? Reference, object Target) : IActionTarget
{
    public static ResolvedImage Of(EngineApi engine, Image image) => new(
        engine,
        image,
        image switch
        {
            ImageSummary summary => summary.Reference,
            ImageDetail detail => detail.Reference,
            _ => null,
        },
        image);

    public string Id => Image.Id;

    /// <summary>What stands for it in a call: the reference that is meant, else the id.</summary>
    public string Name => Reference ?? Id;

    /// <inheritdoc/>
    public string Describe() =>
        Reference is null ? $"{ShortId.Of(Id)} on {Engine.Connection.Name}" : $"{Reference} ({ShortId.Of(Id)}) on {Engine.Connection.Name}";
}
