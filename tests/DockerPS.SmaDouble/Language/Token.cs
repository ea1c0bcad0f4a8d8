namespace System.Management.Automation.Language;

public class Token
{
    internal Token()
    {
    }
}
