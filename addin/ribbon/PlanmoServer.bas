Attribute VB_Name = "PlanmoServer"
Option Explicit
Option Private Module

' The Python side: xlwings' server, kept from one call to the next and started again when it has gone.
Private keptServer As Object

' Ask Python for the value of a function. The first two places of the arguments are filled here: the cell that asks, the language.
Public Function PlanmoAsk(ByVal functionName As String, ByRef arguments As Variant) As Variant
    Dim asking As Object
    If InStr(Application.OperatingSystem, "Mac") > 0 Then
        PlanmoAsk = ChrW(57344) & "2042" ' no such server on a Mac: the button Recalculer computes there
        Exit Function
    End If
    If TypeName(Application.Caller) = "Range" Then
        Set asking = Application.Caller
        arguments(0) = asking.Cells(1, 1).Address(True, True, 1, True)
        arguments(1) = PlanmoLanguage(asking.Worksheet.Parent)
    Else
        arguments(0) = ""
        arguments(1) = PlanmoLanguage(Nothing)
    End If
    On Error GoTo gone
    PlanmoAsk = Server().CallUDF("addin.hosts.excel", functionName, arguments, Nothing, asking)
    Exit Function
gone:
    Resume again
again:
    On Error GoTo 0
    Set keptServer = Nothing
    PlanmoAsk = Server().CallUDF("addin.hosts.excel", functionName, arguments, Nothing, asking)
End Function

Private Function Server() As Object
    If keptServer Is Nothing Then Set keptServer = XLPy()
    Set Server = keptServer
End Function

' The language of a workbook: its own setting, or that of Excel's menus.
Public Function PlanmoLanguage(ByVal book As Object) As String
    Dim said As String
    On Error Resume Next
    If Not book Is Nothing Then said = LCase(book.Names("Langue").RefersToRange.Value2)
    If said <> "fr" And said <> "en" Then
        said = "en"
        If (Application.LanguageSettings.LanguageID(2) And 1023) = 12 Then said = "fr"
    End If
    PlanmoLanguage = said
End Function
