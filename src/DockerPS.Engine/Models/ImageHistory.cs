namespace DockerPS;

/// <summary>One step of the making of an image (GET /images/{name}/history).</summary>
public sealed class ImageHistory : DockerObject
{
    internal ImageHistory()
    {
    }

    /// <summary>The image whose history it is: the reference, or the full id where it has none.</summary>
    public string Image { get; internal init; } = "";

    /// <summary>The full id of the image that this step made; null where the engine does not have it: the step was done elsewhere, or by BuildKit (Id).</summary>
    public string? Id { get; internal init; }

    /// <summary>When the step was done, local time; null where the image does not tell (Created).</summary>
    public DateTime? Created { get; internal init; }

    /// <summary>What was done, as the image tells it (CreatedBy).</summary>
    public string CreatedBy { get; internal init; } = "";

    /// <summary>The same as a line of a Dockerfile: without the shell, build arguments and marks of the builder. Empty where the image does not tell.</summary>
    public string Instruction => HistoryInstruction.Of(CreatedBy);

    /// <summary>Bytes that the step added (Size).</summary>
    public long Size { get; internal init; }

    /// <summary>True where the step changed what containers begin with, and no files: ENV, CMD, LABEL and their like.
    /// RUN, COPY and ADD make a layer even where they have changed nothing.</summary>
    public bool IsEmptyLayer => Size == 0 && HistoryInstruction.IsConfiguration(Instruction);

    /// <summary>The comment: the builder, or the message of docker commit and docker import (Comment).</summary>
    public string Comment { get; internal init; } = "";

    /// <summary>The references of the image that this step made, repository:tag (Tags).</summary>
    public ReadableList<string> Tags { get; internal init; } = [];

    /// <summary>The instruction, or the comment where there is none.</summary>
    public override string ToString() => Instruction.Length > 0 ? Instruction : Comment;
}
