@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # Pester runs BeforeAll and It in scopes of which the rule knows nothing.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Files are UTF-8 without a mark, which PowerShell 7 reads as what it is.
        'PSUseBOMForUnicodeEncodedFile'
    )
}
