namespace System.Management.Automation;

public class HostInformationMessage
{
    public ConsoleColor? BackgroundColor { get; set; }

    public ConsoleColor? ForegroundColor { get; set; }

    public string? Message { get; set; }

    public bool? NoNewLine { get; set; }

    public override string? ToString() => Message;
}
