using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>What went over one network interface of a container since it was started (networks of GET /containers/{id}/stats).</summary>
public sealed class ContainerNetworkStat : EngineData
{
    /// <summary>Bytes received (rx_bytes).</summary>
    [JsonPropertyName("rx_bytes")]
    public long Received { get; set; }

    /// <summary>Bytes sent (tx_bytes).</summary>
    [JsonPropertyName("tx_bytes")]
    public long Sent { get; set; }

    /// <summary>Packets received (rx_packets).</summary>
    [JsonPropertyName("rx_packets")]
    public long PacketsReceived { get; set; }

    /// <summary>Packets sent (tx_packets).</summary>
    [JsonPropertyName("tx_packets")]
    public long PacketsSent { get; set; }

    /// <summary>Errors while receiving; 0 on Windows (rx_errors).</summary>
    [JsonPropertyName("rx_errors")]
    public long ReceiveErrors { get; set; }

    /// <summary>Errors while sending; 0 on Windows (tx_errors).</summary>
    [JsonPropertyName("tx_errors")]
    public long SendErrors { get; set; }

    /// <summary>Incoming packets that were dropped (rx_dropped).</summary>
    [JsonPropertyName("rx_dropped")]
    public long ReceiveDropped { get; set; }

    /// <summary>Outgoing packets that were dropped (tx_dropped).</summary>
    [JsonPropertyName("tx_dropped")]
    public long SendDropped { get; set; }

    /// <summary>The bytes, as received/sent.</summary>
    public override string ToString() => $"{Received}/{Sent}";
}
