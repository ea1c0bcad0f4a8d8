namespace DockerPS.Completion;

/// <summary>Options of ps that give useful columns.</summary>
internal sealed class ProcessOptionCompleter() : WordCompleter(
    "aux", "-ef", "-o pid,ppid,user,etime,args", "-o pid,pcpu,pmem,rss,comm", "-o pid,stat,nlwp,wchan,comm");
