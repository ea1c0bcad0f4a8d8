namespace System.Management.Automation;

public enum PSLanguageMode
{
    FullLanguage = 0,
    RestrictedLanguage = 1,
    NoLanguage = 2,
    ConstrainedLanguage = 3,
}
