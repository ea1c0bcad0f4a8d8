namespace System.Management.Automation;

internal sealed class ParameterBindingValidationException(string errorId, string parameterName, string message, Exception? innerException = null)
    : ParameterBindingException(errorId, ErrorCategory.InvalidData, parameterName, message, innerException);
