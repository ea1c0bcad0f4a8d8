namespace DockerPS.Engine.Api;

/// <summary>How far the nodes of a swarm are with a new root certificate.</summary>
internal sealed class RootRotationState
{
    private readonly List<string> _left = [];

    /// <summary>The root certificate that they are to trust, as PEM.</summary>
    public string RootCertificate { get; init; } = "";

    /// <summary>True while nodes still need certificates that it has signed.</summary>
    public bool IsInProgress { get; init; }

    public int Total { get; private set; }

    /// <summary>The nodes with certificates that it has signed.</summary>
    public int WithCertificate { get; private set; }

    /// <summary>The nodes that trust no other. None count before all have such certificates.</summary>
    public int WithRoot => IsInProgress || WithCertificate < Total ? 0 : Trusting;

    /// <summary>The nodes that are not done.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <summary>True once all nodes have changed over.</summary>
    public bool IsDone => !IsInProgress && Total > 0 && WithCertificate == Total && Trusting == Total;

    private int Trusting { get; set; }

    public void Add(string node, bool hasCertificate, bool hasRoot)
    {
        Total++;
        WithCertificate += hasCertificate ? 1 : 0;
        Trusting += hasRoot ? 1 : 0;
        if (!hasCertificate || !hasRoot)
        {
            _left.Add(node);
        }
    }
}
