using System.Globalization;
using System.Text.Json;
using DockerPS.Engine.Streams;

namespace DockerPS.Hosting;

/// <summary>What a pull or a push tells of its result, between its progress: tags and their digests.</summary>
internal sealed class TransferReport
{
    private const string PullingFrom = "Pulling from ";
    private const string DigestIs = "Digest: ";
    private const string PushedDigest = ": digest: ";
    private const string PushedSize = " size: ";

    private readonly List<TransferredTag> _tags = [];
    private readonly List<string> _notes = [];

    /// <summary>The tags in the order in which they came; the tag of a pull by digest is the digest.</summary>
    public IReadOnlyList<TransferredTag> Tags => _tags;

    /// <summary>What the user should know of a transfer that did not fail.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>True where a push failed as the engine does not have all that the image's index names.</summary>
    public bool IsContentMissing { get; private set; }

    public void Add(JsonMessage message)
    {
        if (message.Aux is { ValueKind: JsonValueKind.Object } note && IsNote(note))
        {
            return;
        }

        if (message.Aux is { ValueKind: JsonValueKind.Object } aux && TextOf(aux, "Tag") is { Length: > 0 } tag)
        {
            Set(new TransferredTag(tag, TextOf(aux, "Digest"), aux.TryGetProperty("Size", out JsonElement size) && size.TryGetInt64(out long bytes) ? bytes : null));
        }
        else if (message.Status is not { } status)
        {
            return;
        }
        else if (message.Id is { Length: > 0 } id)
        {
            if (status.StartsWith(PullingFrom, StringComparison.Ordinal))
            {
                Set(new TransferredTag(id, null, null));
            }
        }
        else if (status.StartsWith(DigestIs, StringComparison.Ordinal) && _tags.Count > 0)
        {
            // A pull has no better place for it than this text.
            _tags[^1] = _tags[^1] with { Digest = status[DigestIs.Length..].Trim() };
        }
        else
        {
            AddPushed(status);
        }
    }

    private bool IsNote(JsonElement aux)
    {
        IsContentMissing |= IsTrue(aux, "contentMissing");
        if (IsTrue(aux, "manifestPushedInsteadOfIndex"))
        {
            _notes.Add("not all platforms of the image are on the engine; only the one that is there was pushed, without the image's index.");
            return true;
        }

        return IsContentMissing;
    }

    /// <summary>"1.2: digest: sha256:... size: 527", from engines that give no aux.</summary>
    private void AddPushed(string status)
    {
        int digest = status.IndexOf(PushedDigest, StringComparison.Ordinal);
        int size = status.IndexOf(PushedSize, StringComparison.Ordinal);
        if (digest > 0 && size > digest)
        {
            bool known = long.TryParse(status.AsSpan(size + PushedSize.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long bytes);
            Set(new TransferredTag(status[..digest], status[(digest + PushedDigest.Length)..size], known ? bytes : null));
        }
    }

    private void Set(TransferredTag tag)
    {
        int known = _tags.FindIndex(other => other.Tag == tag.Tag);
        if (known < 0)
        {
            _tags.Add(tag);
        }
        else
        {
            _tags[known] = tag;
        }
    }

    private static bool IsTrue(JsonElement aux, string name) => aux.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private static string? TextOf(JsonElement aux, string name) =>
        aux.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
