namespace DockerPS.Completion;

/// <summary>The log drivers that engines bring along.</summary>
internal sealed class LogDriverCompleter()
    : WordCompleter("json-file", "local", "journald", "syslog", "none", "fluentd", "gelf", "awslogs", "gcplogs", "splunk", "etwlogs");
