using DockerPS.Engine.Streams;

namespace DockerPS.Hosting;

/// <summary>How far one layer of a pull or a push is.</summary>
internal sealed class TransferLayer(string id)
{
    // Where a pull counts twice, first what comes and then what is unpacked: unpacking is the faster part.
    private const double Arrived = 0.8;

    public string Id { get; } = id;

    /// <summary>The engine's last word on it.</summary>
    public string Status { get; private set; } = "";

    /// <summary>Bytes that were moved by now.</summary>
    public long Moved { get; private set; }

    /// <summary>Bytes to move; 0 where it is not known yet.</summary>
    public long Total { get; private set; }

    /// <summary>From 0 to 1.</summary>
    public double Fraction { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>True where there was nothing to move: the other side had it.</summary>
    public bool IsCached { get; private set; }

    /// <summary>True while bytes move or are unpacked.</summary>
    public bool IsActive { get; private set; }

    public void Update(string status, JsonMessageProgress? progress)
    {
        Status = status;
        IsActive = false;
        switch (status)
        {
            case "Already exists" or "Layer already exists":
            case string mounted when mounted.StartsWith("Mounted from", StringComparison.Ordinal):
                IsCached = true;
                Finish();
                break;
            case "Pull complete" or "Pushed":
                Finish();
                break;
            case "Downloading":
                Move(progress, Arrived);
                break;
            case "Pushing":
                Move(progress, 1);
                break;
            case "Verifying Checksum" or "Download complete":
                Moved = Total;
                Fraction = Math.Max(Fraction, Arrived);
                break;
            case "Extracting":
                Moved = Total;
                IsActive = true;
                // Newer engines count the seconds of the unpacking, which have no end to compare with.
                Fraction = progress is { Units: null, Current: >= 0, Total: > 0 }
                    ? Arrived + (1 - Arrived) * Math.Min(1, (double)progress.Current / progress.Total.Value)
                    : Math.Max(Fraction, Arrived);
                break;
        }
    }

    private void Move(JsonMessageProgress? progress, double share)
    {
        IsActive = true;
        Total = Math.Max(0, progress?.Total ?? 0);
        long current = Math.Max(0, progress?.Current ?? 0);
        // A push can pass its total.
        Moved = Total > 0 ? Math.Min(current, Total) : current;
        Fraction = Total > 0 ? share * Moved / Total : 0;
    }

    private void Finish()
    {
        IsDone = true;
        Moved = Total;
        Fraction = 1;
    }
}
