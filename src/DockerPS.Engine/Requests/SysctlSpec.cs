namespace DockerPS.Engine.Requests;

/// <summary>A setting of the kernel that containers have for themselves: docker's --sysctl.</summary>
internal static class SysctlSpec
{
    private const string Form = "'net.core.somaxconn=1024' or @{ 'net.core.somaxconn' = 1024 }";

    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
    };

    /// <summary>Checks name=value.</summary>
    /// <exception cref="InvalidRequestException">There is no value, or the setting is the whole machine's.</exception>
    public static string Parse(string text)
    {
        (string name, string? value) = RequestText.Cut(text, '=');
        if (value is null)
        {
            throw RequestText.Wrong("Sysctl", text, "it has no value", Form);
        }

        return s_names.Contains(name) || name.StartsWith("net.", StringComparison.Ordinal) || name.StartsWith("fs.mqueue.", StringComparison.Ordinal)
            ? text
            : throw RequestText.Wrong("Sysctl", text, $"'{name}' is the whole machine's; a container has net.*, fs.mqueue.* and kernel.msg*, sem, shm* for itself", Form);
    }
}
