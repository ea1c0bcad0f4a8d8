namespace DockerPS.Completion;

/// <summary>The limits of processes that engines know.</summary>
internal sealed class UlimitCompleter() : WordCompleter(
    "core=", "cpu=", "data=", "fsize=", "locks=", "memlock=", "msgqueue=", "nice=", "nofile=", "nproc=", "rss=", "rtprio=", "rttime=", "sigpending=", "stack=");
