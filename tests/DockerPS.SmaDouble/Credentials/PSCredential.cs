using System.Net;
using System.Security;

namespace System.Management.Automation;

public sealed class PSCredential
{
    public PSCredential(string userName, SecureString password)
    {
        if (string.IsNullOrEmpty(userName))
            throw new PSArgumentException("The user name must not be empty.", nameof(userName));
        UserName = userName;
        Password = password ?? throw new PSArgumentNullException(nameof(password));
    }

    private PSCredential()
    {
    }

    public static PSCredential Empty { get; } = new();

    public SecureString? Password { get; }

    public string? UserName { get; }

    public NetworkCredential GetNetworkCredential()
    {
        int slash = UserName?.IndexOf('\\') ?? -1;
        return slash < 0
            ? new NetworkCredential(UserName, Password)
            : new NetworkCredential(UserName![(slash + 1)..], Password, UserName[..slash]);
    }

    public static explicit operator NetworkCredential(PSCredential credential) => credential.GetNetworkCredential();
}
