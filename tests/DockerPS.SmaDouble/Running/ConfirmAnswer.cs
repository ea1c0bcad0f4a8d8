namespace DockerPS.SmaDouble;

/// <summary>What the user answers at a confirmation prompt, in the order in which PowerShell offers the choices.</summary>
public enum ConfirmAnswer
{
    Yes = 0,
    YesToAll = 1,
    No = 2,
    NoToAll = 3,
}
