using System.Management.Automation;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that set how a swarm works.</summary>
public abstract class SwarmSettingsCmdlet : EngineInputCmdlet
{
    private protected SwarmSettingsCmdlet()
    {
    }

    /// <summary>Locks managers: one that restarts needs the key of Get-DockerSwarmUnlockKey before it takes part again.
    /// -AutoLock:$false locks them no more.</summary>
    [Parameter]
    public SwitchParameter AutoLock { get; set; }

    /// <summary>For how long the certificates of nodes are good: seconds, a TimeSpan, or docker's 2160h. The engine wants an hour at least.</summary>
    /// <value>90 days</value>
    [Parameter]
    [Alias("CertExpiry")]
    [DurationTransformation]
    public TimeSpan? CertificateExpiry { get; set; }

    /// <summary>How often nodes tell the managers that they are alive: seconds, a TimeSpan, or docker's 5s.</summary>
    /// <value>5 seconds</value>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? DispatcherHeartbeat { get; set; }

    /// <summary>Certificate authorities outside of the swarm that sign for it: 'protocol=cfssl,url=https://ca.example/sign,cacert=ca.pem',
    /// @{ Protocol = 'cfssl'; Url = '...'; CACertificate = 'ca.pem' }, or the ExternalCAs of another swarm. The certificate is a path, or PEM itself.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? ExternalCA { get; set; }

    /// <summary>How many old snapshots of the managers' log are kept beside the last one.</summary>
    /// <value>0</value>
    [Parameter]
    [Alias("MaxSnapshots")]
    public ulong? MaximumSnapshot { get; set; }

    /// <summary>After how many entries the managers' log is put into a snapshot.</summary>
    /// <value>10000</value>
    [Parameter]
    public ulong? SnapshotInterval { get; set; }

    /// <summary>How many ended tasks are kept for each replica or node; a negative number keeps all.</summary>
    /// <value>5</value>
    [Parameter]
    public long? TaskHistoryLimit { get; set; }

    /// <summary>What was given. Set before the first record.</summary>
    internal SwarmSettings Settings { get; private set; } = new();

    private protected override void OnBegin()
    {
        base.OnBegin();
        Settings = new SwarmSettings
        {
            AutoLock = MyInvocation.BoundParameters.ContainsKey(nameof(AutoLock)) ? AutoLock.IsPresent : null,
            CertificateExpiry = CertificateExpiry,
            DispatcherHeartbeat = DispatcherHeartbeat,
            ExternalCAs = ExternalCA is null ? null
                : [.. PlainInput.AllOf(ExternalCA).Select(value => ExternalCASpec.Parse(value, text => PemText.Read(this, text, "-ExternalCA")))],
            MaximumSnapshots = MaximumSnapshot,
            SnapshotInterval = SnapshotInterval,
            TaskHistoryLimit = TaskHistoryLimit,
        };
    }
}
