namespace System.Management.Automation.Language;

public class ParseError
{
    internal ParseError()
    {
    }
}
