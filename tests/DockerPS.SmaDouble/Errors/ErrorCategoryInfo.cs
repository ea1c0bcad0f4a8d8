using System.Globalization;

namespace System.Management.Automation;

public class ErrorCategoryInfo
{
    internal ErrorCategoryInfo(ErrorCategory category, Exception exception, object? target)
    {
        Category = category;
        Reason = exception.GetType().Name;
        SetTarget(target);
    }

    public string Activity { get; set; } = "";

    public ErrorCategory Category { get; }

    public string Reason { get; set; }

    public string TargetName { get; set; } = "";

    public string TargetType { get; set; } = "";

    public string GetMessage() => GetMessage(CultureInfo.CurrentUICulture);

    public string GetMessage(CultureInfo uiCultureInfo) =>
        string.Create(uiCultureInfo, $"{Category}: ({TargetName}:{TargetType}) [{Activity}], {Reason}");

    public override string ToString() => GetMessage();

    internal void SetTarget(object? target)
    {
        TargetName = target is null ? "" : LanguagePrimitives.ToText(target);
        TargetType = target is null ? "" : PSObject.Base(target)!.GetType().Name;
    }
}
